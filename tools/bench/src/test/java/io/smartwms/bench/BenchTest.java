package io.smartwms.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the benchmark measures; what it measures is no test. */
class BenchTest {

    @TempDir
    private Path folder;

    @Test
    void itMeasuresARealSystemAndWritesWhatItFound() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        int exit = Bench.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                "flow",
                "--rounds=1",
                "--seconds=1",
                "--orders=200",
                "--data=" + folder);

        String said = printed.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(said).isZero();
        assertThat(said).contains("from the first POST to the last hand-over");
        JsonNode found = JsonMapper.shared().readTree(Files.readString(folder.resolve("bench.json")));
        assertThat(found.path("machine").path("cores").asInt())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        List<JsonNode> figures = StreamSupport.stream(found.path("groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("figures").spliterator(), false))
                .toList();
        assertThat(figures)
                .hasSizeGreaterThan(6)
                .allSatisfy(
                        figure -> assertThat(figure.path("median").asDouble()).isPositive());
        String chart = Files.readString(folder.resolve("bench.svg"));
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(chart)))
                        .getElementsByTagName("rect")
                        .getLength())
                .isGreaterThan(figures.size());
    }
}

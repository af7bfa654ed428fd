package io.smartwms.platform.sample;

import io.smartwms.platform.event.BatchAggregate;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;

/** The smallest service that uses everything the platform has. */
@SpringBootApplication
class SampleApplication {

    @Bean
    BatchAggregate ofEvents() {
        return new BatchAggregate(Note.class);
    }

    /** Starts one without a broker, with a folder and a port of its own; the settings come last. */
    static ServletWebServerApplicationContext alone(String... settings) {
        var application = new SpringApplicationBuilder(SampleApplication.class);
        var data = Path.of("target", "test-data", UUID.randomUUID().toString()).toAbsolutePath();
        var arguments = Stream.concat(
                Stream.of("server.port=0", "wms.inbox.listen=false", "wms.data=" + data), Stream.of(settings));
        return (ServletWebServerApplicationContext)
                application.run(arguments.map("--"::concat).toArray(String[]::new));
    }
}

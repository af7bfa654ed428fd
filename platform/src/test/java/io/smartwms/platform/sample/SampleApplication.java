package io.smartwms.platform.sample;

import io.smartwms.platform.event.PrefetchedAggregate;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
    PrefetchedAggregate prefetchedAggregate() {
        return new PrefetchedAggregate(Note.class);
    }

    /** Starts one without a broker, with a folder and a port of its own; the settings come last. */
    static ServletWebServerApplicationContext alone(String... settings) {
        var application = new SpringApplicationBuilder(SampleApplication.class);
        var data = Path.of("target", "test-data", UUID.randomUUID().toString()).toAbsolutePath();
        // Spring would make a list of a setting that is there twice.
        Map<String, String> arguments = new LinkedHashMap<>();
        Stream.concat(Stream.of("server.port=0", "wms.inbox.listen=false", "wms.data=" + data), Stream.of(settings))
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> arguments.put(setting[0], setting[1]));
        return (ServletWebServerApplicationContext) application.run(arguments.entrySet().stream()
                .map(argument -> "--" + argument.getKey() + "=" + argument.getValue())
                .toArray(String[]::new));
    }
}

package io.smartwms.platform.sample;

import io.smartwms.platform.event.BatchAggregate;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The smallest service that uses everything the platform has. */
@SpringBootApplication
class SampleApplication {

    @Bean
    BatchAggregate ofEvents() {
        return new BatchAggregate(Note.class);
    }
}

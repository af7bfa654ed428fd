package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A request holds one connection to the database at a time. If it held one while it asked for a second, as many requests as
 * there are connections would wait for each other.
 */
class OneConnectionTest {

    @Test
    void aServiceWithOneFreeConnectionAnswers() throws Exception {
        try (var service = SampleApplication.alone(
                        "spring.datasource.hikari.maximum-pool-size=2", // Flyway needs them, once
                        "spring.datasource.hikari.connection-timeout=5000");
                var taken = service.getBean(DataSource.class).getConnection()) {
            Http http = new Http(service.getEnvironment());
            http.post("/notes", "{\"id\":1,\"text\":\"twelve chars\"}").isStatus(201);
            assertThat(http.get("/notes/1/length").isStatus(200).body()).isEqualTo("12");
            assertThat(taken.isClosed()).isFalse();
        }
    }
}

package io.smartwms.platform.backup;

import io.smartwms.platform.WmsProperties;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;

/** For an embedded database, which nobody but its process can read; a server has its own tools. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${wms.database}'.equalsIgnoreCase('postgresql')")
public class BackupConfiguration {

    /** First, because another listener may refuse a commit, and later listeners are not called then. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WritePause writePause() {
        return new WritePause();
    }

    @Bean
    BackupEndpoint backupEndpoint(
            WritePause pause,
            JdbcTemplate jdbc,
            WmsProperties properties,
            @Value("${wms.data}") Path data,
            @Value("${spring.application.name}") String service) {
        return new BackupEndpoint(
                pause,
                jdbc,
                properties.database(),
                data.toAbsolutePath().normalize().resolve("backup").resolve(service));
    }
}

package io.smartwms.platform.database;

import io.smartwms.platform.WmsProperties;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** What embedded databases need beyond Spring Boot. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

    @Bean
    EmbeddedDatabaseLock embeddedDatabaseLock(@Value("${spring.datasource.url}") String url) {
        return EmbeddedDatabaseLock.of(url);
    }

    @Bean
    DiskSpaceGuard diskSpaceGuard(EmbeddedDatabaseLock file, JdbcOperations jdbc, WmsProperties properties) {
        return new DiskSpaceGuard(file::room, properties.database() == WmsProperties.Database.HSQLDB ? jdbc : null);
    }

    /**
     * A database file that a newer release has migrated is refused. On a server an older release may start on a newer schema:
     * a pod that is restarted or rolled back during an update does (docs/rolling-updates.md).
     */
    @Bean
    FlywayConfigurationCustomizer newerFilesAreRefused(EmbeddedDatabaseLock file) {
        return flyway -> {
            if (file.embedded()) {
                flyway.ignoreMigrationPatterns(new String[0]);
            }
        };
    }

    @Bean
    static BeanFactoryPostProcessor preparedBeforeItIsOpened() {
        return new AbstractDependsOnBeanFactoryPostProcessor(DataSource.class, EmbeddedDatabaseLock.class) {};
    }
}

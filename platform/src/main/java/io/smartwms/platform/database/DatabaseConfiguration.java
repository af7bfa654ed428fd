package io.smartwms.platform.database;

import io.smartwms.platform.WmsProperties;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** What the embedded engines leave to do. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

    @Bean
    DatabaseFile databaseFile(@Value("${spring.datasource.url}") String url) {
        return DatabaseFile.of(url);
    }

    @Bean
    FullDisk fullDisk(DatabaseFile file, JdbcOperations jdbc, WmsProperties properties) {
        return new FullDisk(file::room, properties.database() == WmsProperties.Database.HSQLDB ? jdbc : null);
    }

    @Bean
    static BeanFactoryPostProcessor preparedBeforeItIsOpened() {
        return new AbstractDependsOnBeanFactoryPostProcessor(DataSource.class, DatabaseFile.class) {};
    }
}

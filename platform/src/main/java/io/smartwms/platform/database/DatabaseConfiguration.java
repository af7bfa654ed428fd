package io.smartwms.platform.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the embedded engines leave to do. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

    @Bean
    DatabaseFile databaseFile(@Value("${spring.datasource.url}") String url) {
        return DatabaseFile.of(url);
    }

    @Bean
    static BeanFactoryPostProcessor preparedBeforeItIsOpened() {
        return new AbstractDependsOnBeanFactoryPostProcessor(DataSource.class, DatabaseFile.class) {};
    }
}

package io.smartwms.platform.database;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the engines need that {@code smartwms-defaults.yml} cannot say. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "wms.database", havingValue = "hsqldb")
public class DatabaseConfiguration {

    private static final Pattern FILE = Pattern.compile("jdbc:hsqldb:file:([^;]+).*");

    @Bean
    DatabaseFileLock databaseFileLock(@Value("${spring.datasource.url}") String url) {
        Matcher file = FILE.matcher(url);
        if (!file.matches()) {
            throw new IllegalStateException("Not a file of HSQLDB: " + url);
        }
        return new DatabaseFileLock(Path.of(file.group(1) + ".lock"));
    }

    @Bean
    static BeanFactoryPostProcessor lockedBeforeItIsOpened() {
        return new AbstractDependsOnBeanFactoryPostProcessor(DataSource.class, DatabaseFileLock.class) {};
    }
}

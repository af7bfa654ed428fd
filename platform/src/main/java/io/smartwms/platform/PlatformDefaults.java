package io.smartwms.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/** Puts {@code smartwms-defaults.yml} behind every other source, so that a service's own file carries only what is its own. */
class PlatformDefaults implements EnvironmentPostProcessor {

    private static final ClassPathResource DEFAULTS = new ClassPathResource("smartwms-defaults.yml");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            new YamlPropertySourceLoader()
                    .load("smartwms-defaults", DEFAULTS)
                    .forEach(source -> environment.getPropertySources().addLast(source));
        } catch (IOException e) {
            throw new UncheckedIOException("smartwms-defaults.yml is missing from the platform jar", e);
        }
    }
}

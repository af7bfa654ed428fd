package io.smartwms.launcher.host;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;

/**
 * A logging system that Spring Boot cannot configure or shut down: {@link HostLog} has configured it for all services. Each service
 * can still set levels.
 */
public final class HostLoggingSystem extends LogbackLoggingSystem {

    public HostLoggingSystem(ClassLoader loader) {
        super(loader);
    }

    @Override
    public void beforeInitialize() {}

    @Override
    public void initialize(LoggingInitializationContext context, @Nullable String location, @Nullable LogFile file) {}

    @Override
    public void cleanUp() {}
}

package io.smartwms.launcher.host;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;

/**
 * Spring Boot's view of a logging that is not its own: {@link HostLog} has configured it for all services, and none of them
 * may configure it again or shut it down. The levels remain each service's to set.
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

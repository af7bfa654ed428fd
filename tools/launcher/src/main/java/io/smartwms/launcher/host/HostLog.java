package io.smartwms.launcher.host;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.sift.AbstractDiscriminator;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;

/** Logging to one file for each service, as if each had a process of its own. */
final class HostLog {

    private HostLog() {}

    /** Chooses the log file by the service whose thread logs. */
    public static final class ByService extends AbstractDiscriminator<ILoggingEvent> {

        @Override
        public String getDiscriminatingValue(ILoggingEvent event) {
            return HostedService.current().orElse("services");
        }

        @Override
        public String getKey() {
            return "service";
        }
    }

    /** Configures logging once for all services: when eight of them configure it at the same time, the result is broken. */
    static void writeTo(Path folder) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("folder", folder.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(HostLog.class.getResource("/host-logback.xml"));
        } catch (JoranException e) {
            throw new IllegalStateException("host-logback.xml cannot be read", e);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, HostLoggingSystem.class.getName());
    }
}

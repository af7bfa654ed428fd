package io.smartwms.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * The one public address of the system: eight resources, each routed to the service that owns it. It keeps no state, knows no
 * domain, and asks nobody a second time: a {@code POST} is sent once or not at all.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayApplication.class);

    public static void main(String[] args) {
        SpringApplication.run(GatewayApplication.class, args);
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        if (!WebServerApplicationContext.hasServerNamespace(event.getApplicationContext(), "management")) {
            LOG.info("gateway started on port {}", event.getWebServer().getPort());
        }
    }
}

package io.smartwms.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What the gateway is set to when nobody says otherwise, and that it can be said. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {

    @Test
    void servicesStandWhereTheDesignPutsThem() {
        try (var gateway = new TestGateway()) {
            assertThat(gateway.context.getBean(GatewayProperties.class).getRoutes())
                    .extracting(RouteDefinition::getId, route -> route.getUri().toString())
                    .extracting(Object::toString)
                    .containsExactly(
                            "(\"orders\", \"http://localhost:8081\")",
                            "(\"deliveryOrders\", \"http://localhost:8082\")",
                            "(\"deliveryPickings\", \"http://localhost:8083\")",
                            "(\"deliveryPackings\", \"http://localhost:8084\")",
                            "(\"products\", \"http://localhost:8085\")",
                            "(\"stocks\", \"http://localhost:8086\")",
                            "(\"orderPages\", \"http://localhost:8087\")",
                            "(\"deliveryPages\", \"http://localhost:8088\")");
            assertThat(gateway.context.getEnvironment().getProperty("spring.application.name"))
                    .isEqualTo("gateway");
        }
    }

    @Test
    void connectionsAreGivenUpBeforeTheServicesCloseThem() {
        try (var gateway = new TestGateway()) {
            var client = gateway.context.getBean(HttpClientProperties.class);
            assertThat(client.getConnectTimeout()).isEqualTo(2000);
            assertThat(client.getResponseTimeout()).isEqualTo(Duration.ofSeconds(30));
            assertThat(client.getPool().getMaxIdleTime()).isLessThan(Duration.ofSeconds(60));
            assertThat(client.getPool().getMaxConnections()).isEqualTo(16);
            assertThat(gateway.context
                            .getBean(reactor.netty.http.client.HttpClient.class)
                            .configuration()
                            .isRetryDisabled())
                    .isTrue();
        }
    }

    @Test
    void theEnvironmentMovesAService() {
        var environment = Map.<String, Object>of("WMS_SERVICES_CUSTOMERCENTER", "http://views.example:7000");
        try (var context = new SpringApplicationBuilder(GatewayApplication.class)
                .initializers(fresh -> fresh.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", environment)))
                .run("--server.port=0")) {
            assertThat(context.getBean(GatewayProperties.class).getRoutes())
                    .filteredOn(route -> route.getId().equals("orderPages"))
                    .extracting(route -> route.getUri().toString())
                    .containsExactly("http://views.example:7000");
        }
    }

    @Test
    void aSettingThatMakesNoSenseStopsTheStart() {
        assertThatThrownBy(() -> new TestGateway("wms.gateway.max-body=lots").close())
                .hasMessageContaining("WmsGatewayProperties");
        assertThatThrownBy(() -> new TestGateway("wms.gateway.trusted-proxies=(").close())
                .hasMessageContaining("WmsGatewayProperties");
        for (String address : new String[] {"http://a:1,http://b:2", "stock", "ftp://stock:1", "http://stock:1/base"}) {
            assertThatThrownBy(() -> new TestGateway("wms.services.stock=" + address).close())
                    .hasStackTraceContaining("the address for stocks is not http://host:port but " + address);
        }
    }

    @Test
    void aStartIsOneLineAndRequestsAreNone(CapturedOutput output) {
        try (var backend = new Backend("delivery-center");
                var gateway = new TestGateway(TestGateway.to("delivery-center", backend))) {
            gateway.get("/");
            gateway.get("/nothing");
            gateway.get("/deliveryPages");
            gateway.raw("GARBAGE\r\n\r\n");
            gateway.rawRequest("GET /orders?%zz");
        }
        assertThat(output.getAll().lines().filter(line -> !line.isBlank()))
                .as(output.getAll())
                .singleElement()
                .asString()
                .contains("gateway started on port");
    }
}

package io.smartwms.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What operators see, and what a stop does to requests under way. */
class OperationsTest {

    @Test
    void healthOnThePublicPortIsOneWordAndDoesNotAskTheServices() {
        try (var gateway = new TestGateway()) {
            for (String path : new String[] {
                "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/livez", "/readyz"
            }) {
                var response = gateway.get(path);
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                assertThat(response.body())
                        .matches("\\{(\"groups\":\\[\"liveness\",\"readiness\"\\],)?\"status\":\"UP\"\\}");
            }
        }
    }

    @Test
    void aManagementPortOfItsOwnShowsTheRest() {
        try (var order = new Backend("order");
                var gateway = new TestGateway(TestGateway.to("order", order), "management.server.port=0")) {
            int port = gateway.context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
            gateway.get("/orders/1");

            var metrics =
                    gateway.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/prometheus"))
                            .build());

            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body())
                    .contains("http_server_requests_seconds_count", "routeId=\"orders\"", "application=\"gateway\"")
                    .doesNotContain("/orders/1");
            assertThat(gateway.send(HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + port + "/actuator/health/readiness"))
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(gateway.get("/actuator/prometheus").statusCode()).isEqualTo(404);
            assertThat(gateway.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void faultInjectionOfTheServicesIsNotReachedEvenByARouteThatMatchesEveryPath() {
        try (var service = new Backend("any service");
                var gateway = new TestGateway(
                        TestGateway.to("order", service),
                        "spring.cloud.gateway.server.webflux.routes[0].id=everything",
                        "spring.cloud.gateway.server.webflux.routes[0].uri=${wms.services.order}",
                        "spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/**")) {
            for (String path : new String[] {
                "/actuator/faultinjection",
                "/ACTUATOR/faultinjection",
                "/orders/../actuator/faultinjection",
                "/actuator/drill"
            }) {
                for (String method : new String[] {"GET", "POST", "DELETE"}) {
                    assertThat(gateway.rawRequest(method + " " + path))
                            .as(method + " " + path)
                            .startsWith("HTTP/1.1 404 ");
                }
            }
            assertThat(service.requests).isEmpty();
            assertThat(gateway.get("/anything").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theGatewayItselfHasNoFaultInjection() {
        try (var gateway = new TestGateway(
                "management.endpoint.faultinjection.access=unrestricted",
                "management.endpoints.web.exposure.include=*",
                "management.server.port=0")) {
            int port = gateway.context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
            var actuator = URI.create("http://localhost:" + port + "/actuator");
            assertThat(gateway.send(HttpRequest.newBuilder(actuator).build()).body())
                    .contains("/actuator/health")
                    .doesNotContain("faultinjection");
            assertThat(gateway.send(HttpRequest.newBuilder(URI.create(actuator + "/faultinjection"))
                                    .build())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aRequestUnderWayIsAnsweredWhenTheGatewayStops() throws Exception {
        var release = new CountDownLatch(1);
        try (var order = new RawBackend((socket, number) -> {
                    release.await();
                    RawBackend.ok(socket);
                });
                var gateway = new TestGateway(TestGateway.to("order", order.port()))) {
            int port = gateway.port();
            var answer = CompletableFuture.supplyAsync(() -> gateway.post("/orders", "{}"));
            await().until(() -> order.requests.size() == 1);

            var stop = CompletableFuture.runAsync(gateway::close);
            await().until(() -> refusesConnections(port));
            // Netty's threads alone would linger for two seconds.
            await().during(Duration.ofSeconds(4)).until(() -> !stop.isDone());
            release.countDown();

            assertThat(answer.join().statusCode()).isEqualTo(200);
            stop.join();
        }
    }

    private static boolean refusesConnections(int port) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (ConnectException refused) {
            return true;
        }
    }
}

package io.smartwms.gateway;

import static io.smartwms.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An order must never become two: what was sent to a service is not sent again, however the service loses it. */
class SentOnceTest {

    enum Loss {
        CLOSED {
            @Override
            void happen(Socket socket) throws IOException {
                socket.close();
            }
        },
        RESET {
            @Override
            void happen(Socket socket) throws IOException {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        },
        CLOSED_IN_THE_HEAD {
            @Override
            void happen(Socket socket) throws IOException {
                RawBackend.send(socket, "HTTP/1.1 201 Cre");
                socket.close();
            }
        };

        abstract void happen(Socket socket) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aPostOnAFreshConnectionIsSentOnce(Loss loss) throws IOException {
        try (var order = new RawBackend((socket, number) -> loss.happen(socket));
                var gateway = new TestGateway(TestGateway.to("order", order.port()))) {
            var response = gateway.post("/orders", "{\"productId\":\"1\"}");

            assertProblem(response, 503, "service-unavailable", "/orders");
            assertThat(response.body()).contains("may have been carried out", "Idempotency-Key");
            assertThat(response.headers().firstValue("Retry-After")).contains("5");
            assertThat(order.requests).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aPostOnAPooledConnectionIsSentOnce(Loss loss) throws IOException {
        try (var order = new RawBackend((socket, number) -> {
                    if (number == 1) {
                        RawBackend.ok(socket);
                    } else {
                        loss.happen(socket);
                    }
                });
                var gateway = new TestGateway(TestGateway.to("order", order.port()))) {
            assertThat(gateway.post("/orders", "warm").statusCode()).isEqualTo(200);

            assertProblem(gateway.post("/orders", "{}"), 503, "service-unavailable", "/orders");
            assertThat(order.requests).hasSize(2);

            assertProblem(gateway.get("/orders"), 503, "service-unavailable", "/orders");
            assertThat(order.requests).hasSize(3);
        }
    }
}

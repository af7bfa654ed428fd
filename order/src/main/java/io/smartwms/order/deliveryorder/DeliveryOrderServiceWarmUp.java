package io.smartwms.order.deliveryorder;

import com.sun.net.httpserver.HttpServer;
import io.smartwms.order.deliveryorder.DeliveryOrderService.CancelOrder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.cloud.openfeign.FeignClientBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Makes the first customer's cancel as fast as the hundredth. The first call through Feign and Hystrix takes longer than
 * the circuit allows, so it is made before the service reports ready, against a local stub: deliveryOrder itself
 * need not be there.
 */
@Component
class DeliveryOrderServiceWarmUp implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryOrderServiceWarmUp.class);
    private static final int MAX_CALLS = 10;
    private static final byte[] ANSWER =
            "{\"id\":0,\"deliveryOrderStatus\":\"DeliveryOrderCanceled\"}".getBytes(StandardCharsets.UTF_8);

    private final ApplicationContext context;

    DeliveryOrderServiceWarmUp(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments args) throws IOException {
        HttpServer stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stub.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        stub.start();
        try {
            DeliveryOrderService client = new FeignClientBuilder(context)
                    .forType(DeliveryOrderService.class, DeliveryOrderService.NAME)
                    .url("http://localhost:" + stub.getAddress().getPort())
                    .build();
            for (int call = 1; call <= MAX_CALLS && !answers(client); call++) {
                LOG.debug("Warm-up call {} took too long", call);
            }
        } finally {
            stub.stop(0);
        }
    }

    private static boolean answers(DeliveryOrderService client) {
        try {
            client.cancel(0, new CancelOrder("warm-up", "warm-up", null, 1, null, 0, 1, null));
            return true;
        } catch (NoFallbackAvailableException tooSlow) {
            return false;
        }
    }
}

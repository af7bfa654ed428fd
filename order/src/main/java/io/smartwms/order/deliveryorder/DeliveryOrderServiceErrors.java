package io.smartwms.order.deliveryorder;

import feign.Response;
import feign.codec.ErrorDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Translates the problems that deliveryOrder answers with. */
@Component
class DeliveryOrderServiceErrors implements ErrorDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryOrderServiceErrors.class);

    private final ErrorDecoder others = new Default();
    private final JsonMapper json;

    DeliveryOrderServiceErrors(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Exception decode(String method, Response response) {
        if (response.status() == HttpStatus.FORBIDDEN.value()) {
            LOG.warn("deliveryOrder does not accept this service's key: wms.internal-key has to be the same in both");
        }
        return response.status() == HttpStatus.CONFLICT.value() && response.body() != null
                ? conflict(method, response)
                : others.decode(method, response);
    }

    private Exception conflict(String method, Response response) {
        try (InputStream body = response.body().asInputStream()) {
            JsonNode problem = json.readTree(body);
            String state = problem.path("state").asString("");
            if (state.isEmpty()) {
                // Two changes at once: to try again is right, as after any failure.
                return new DeliveryOrderServiceFallback.TryAgainShortly();
            }
            List<Long> orders =
                    problem.path("orders").valueStream().map(JsonNode::asLong).toList();
            return orders.isEmpty() ? new TooLateToCancel(state) : new TooLateToCancel(state, orders);
        } catch (IOException | JacksonException e) {
            return others.decode(method, response);
        }
    }
}

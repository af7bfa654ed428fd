package io.smartwms.order;

import feign.RequestInterceptor;
import feign.RequestTemplate;
import io.smartwms.platform.internal.InternalKey;
import org.springframework.stereotype.Component;

/** Tells the delivery centre that a cancel comes from the order service. */
@Component
class DeliveryOrderServiceIdentity implements RequestInterceptor {

    private final InternalKey key;

    DeliveryOrderServiceIdentity(InternalKey key) {
        this.key = key;
    }

    @Override
    public void apply(RequestTemplate request) {
        request.header(InternalKey.HEADER, key.value());
    }
}

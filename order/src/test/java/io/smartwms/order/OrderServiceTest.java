package io.smartwms.order;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The order service as it runs, next to a delivery centre that the test plays. */
@ServiceTest
abstract class OrderServiceTest {

    static final DeliveryCentre CENTRE = new DeliveryCentre();

    @Autowired
    Http http;

    @Autowired
    Topic topic;

    @DynamicPropertySource
    static void deliveryCentre(DynamicPropertyRegistry registry) {
        registry.add("wms.services.delivery-order", CENTRE::address);
    }
}

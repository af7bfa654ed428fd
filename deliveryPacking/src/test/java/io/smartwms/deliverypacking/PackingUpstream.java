package io.smartwms.deliverypacking;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Topic;
import io.smartwms.platform.test.UpstreamEvents;

/** The events of picking and deliveryOrder that packing consumes. */
class PackingUpstream extends UpstreamEvents {

    static final String PICKED = "PickingConfirmed";
    static final String PACKED = "DeliveryOrderPacked";
    static final String CANCELED = "DeliveryOrderCanceled";

    PackingUpstream(Http http, Topic topic) {
        super(http, topic, "/deliveryPackings", PICKED);
    }

    static String path(long id) {
        return "/deliveryPackings/" + id;
    }
}

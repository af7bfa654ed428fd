package io.smartwms.deliverypicking;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Topic;
import io.smartwms.platform.test.UpstreamEvents;

/** The events of deliveryOrder and stock that picking consumes. */
class PickingUpstream extends UpstreamEvents {

    static final String ORDERED = "DeliveryOrdered";
    static final String ASSIGNED = "StockAssigned";
    static final String CANCELED = "DeliveryOrderCanceled";

    PickingUpstream(Http http, Topic topic) {
        super(http, topic, "/deliveryPickings", ORDERED);
    }

    static String path(long id) {
        return "/deliveryPickings/" + id;
    }
}

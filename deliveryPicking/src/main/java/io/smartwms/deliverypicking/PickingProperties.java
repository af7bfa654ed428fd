package io.smartwms.deliverypicking;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param mode who confirms a released instruction; it may be confirmed over REST in either mode */
@ConfigurationProperties("wms.picking")
record PickingProperties(@DefaultValue("automatic") Mode mode) {

    enum Mode {
        /** It is confirmed in the very transaction that releases it, so that orders flow by themselves. */
        AUTOMATIC,
        /** It waits for a person. */
        MANUAL
    }

    boolean automatic() {
        return mode == Mode.AUTOMATIC;
    }
}

package io.smartwms.deliverypacking;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param mode who confirms that a parcel is packed; it may be confirmed over REST in either mode */
@ConfigurationProperties("wms.packing")
record PackingProperties(@DefaultValue("automatic") Mode mode) {

    enum Mode {
        /** The transaction that makes the instruction confirms it, so that orders flow by themselves. */
        AUTOMATIC,
        /** It waits for a person. */
        MANUAL
    }

    boolean automatic() {
        return mode == Mode.AUTOMATIC;
    }
}

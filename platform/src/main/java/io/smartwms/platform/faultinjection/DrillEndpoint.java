package io.smartwms.platform.faultinjection;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The old path {@code /actuator/drill} of {@link FaultInjectionEndpoint}, with the old field {@code sick} for {@code unhealthy}.
 * It stays for one release; its first use is logged as a warning.
 */
@Endpoint(id = "drill", defaultAccess = Access.NONE)
class DrillEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(DrillEndpoint.class);

    record Status(String delay, boolean sick, int held) {}

    private final FaultInjectionEndpoint endpoint;
    private final AtomicBoolean warned = new AtomicBoolean();

    DrillEndpoint(FaultInjectionEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @ReadOperation
    Status status() {
        return warn(endpoint.status());
    }

    @WriteOperation
    Status inject(@Nullable String delay, @Nullable String sick) {
        FaultInjectionEndpoint.parseFlag("sick", sick);
        return warn(endpoint.inject(delay, sick));
    }

    @DeleteOperation
    Status remove() {
        return warn(endpoint.remove());
    }

    private Status warn(FaultInjectionEndpoint.Status status) {
        if (!warned.getAndSet(true)) {
            LOG.warn("The endpoint 'drill' is deprecated and will be removed in the next release;"
                    + " use 'faultinjection', and its field 'unhealthy' instead of 'sick'");
        }
        return new Status(status.delay(), status.unhealthy(), status.held());
    }
}

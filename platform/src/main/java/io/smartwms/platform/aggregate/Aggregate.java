package io.smartwms.platform.aggregate;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smartwms.platform.http.ETagged;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * The root of a service's aggregate: registers events, is guarded by a version, and shows its fields, not its getters.
 *
 * @param <A> the aggregate itself
 */
@MappedSuperclass
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public abstract class Aggregate<A extends Aggregate<A>> extends AbstractAggregateRoot<A> implements ETagged {

    @Version
    @JsonIgnore
    private @Nullable Long version;

    /** Null until it is stored. Spring Data asks at every save; without this getter it would find out by an exception. */
    public @Nullable Long getVersion() {
        return version;
    }

    /** The version, as Spring Data REST shows it: that of a row which is not stored yet is 0. */
    @Override
    public String eTag() {
        return "\"" + (version == null ? 0 : version) + "\"";
    }

    /** As precise as the databases keep it. */
    protected static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}

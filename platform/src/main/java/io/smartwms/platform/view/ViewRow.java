package io.smartwms.platform.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a view, with what {@link View} needs to know of it. The entity's id property is called {@code id}. */
public interface ViewRow {

    Long id();

    /** The properties whose values are counted, with the row's values; null is not counted. */
    Map<String, @Nullable Object> counted();
}

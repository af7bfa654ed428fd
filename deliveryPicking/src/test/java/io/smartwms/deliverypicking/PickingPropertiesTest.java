package io.smartwms.deliverypicking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PickingPropertiesTest {

    @Test
    void modeIsAutomaticUnlessToldOtherwise() {
        assertThat(bind(Map.of()).automatic()).isTrue();
        assertThat(bind(Map.of("wms.picking.mode", "manual")).automatic()).isFalse();
    }

    @Test
    void unknownModeIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("wms.picking.mode", "sometimes"))).isInstanceOf(BindException.class);
    }

    private static PickingProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("wms.picking", PickingProperties.class);
    }
}

package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's lever takes two settings; with neither, or one of them, it is not there. */
class NoDrillTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "management.endpoint.drill.access=unrestricted",
                "management.endpoints.web.exposure.include=*"
            })
    void isNotThere(String setting) {
        try (var service = SampleApplication.alone(setting.isEmpty() ? "wms.topic=wms" : setting)) {
            Http http = new Http(service.getEnvironment());

            http.get("/actuator/drill").isProblem(404, "not-found");
            http.post("/actuator/drill", "{\"sick\":true}").isProblem(404, "not-found");
            http.delete("/actuator/drill").isProblem(404, "not-found");

            assertThat(http.get("/actuator").body())
                    .contains("/actuator/health")
                    .doesNotContain("drill");
            assertThat(service.containsBean("drillFilter")).isFalse();
            http.get("/actuator/health/liveness").isStatus(200);
        }
    }
}

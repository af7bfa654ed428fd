package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault injection needs two properties; with neither, or one of them, it does not exist. */
class NoFaultInjectionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "management.endpoint.faultinjection.access=unrestricted",
                "management.endpoints.web.exposure.include=*"
            })
    void isNotThere(String setting) {
        try (var service = SampleApplication.alone(setting.isEmpty() ? "wms.topic=wms" : setting)) {
            Http http = new Http(service.getEnvironment());

            http.get("/actuator/faultinjection").isProblem(404, "not-found");
            http.post("/actuator/faultinjection", "{\"unhealthy\":true}").isProblem(404, "not-found");
            http.delete("/actuator/faultinjection").isProblem(404, "not-found");
            http.get("/actuator/drill").isProblem(404, "not-found");

            assertThat(http.get("/actuator").body())
                    .contains("/actuator/health")
                    .doesNotContain("faultinjection", "drill");
            assertThat(service.containsBean("faultInjectionFilter")).isFalse();
            http.get("/actuator/health/liveness").isStatus(200);
        }
    }
}

package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The actuator endpoint {@code drill} is {@code faultinjection} now; for one release its old name works, with a warning. */
@ExtendWith(OutputCaptureExtension.class)
class RenamedEndpointTest {

    private static final String OLD = "/actuator/drill";
    private static final String NEW = "/actuator/faultinjection";

    private static int occurrences(CapturedOutput output, String text) {
        return output.getAll().split(Pattern.quote(text), -1).length - 1;
    }

    @Test
    void oldPropertiesEnableBothPathsWithAWarning(CapturedOutput output) {
        try (var service = SampleApplication.alone(
                "management.endpoint.drill.access=unrestricted",
                "management.endpoints.web.exposure.include=health,drill")) {
            Http http = new Http(service.getEnvironment());

            usesTheOldPath(http);
            http.post(NEW, "{\"unhealthy\":true}").isStatus(200);
            http.get("/actuator/health/liveness").isStatus(503);
            http.get("/actuator/info").isProblem(404, "not-found");
        }
        assertThat(output)
                .contains("'management.endpoint.drill.access' is deprecated")
                .contains("use 'management.endpoint.faultinjection.access'")
                .contains("'drill' in 'management.endpoints.web.exposure.include' is deprecated");
    }

    @Test
    void newPropertiesKeepTheOldPathWhichWarnsOnce(CapturedOutput output) {
        try (var service = SampleApplication.alone(
                "management.endpoint.faultinjection.access=unrestricted",
                "management.endpoints.web.exposure.include=health,faultinjection")) {
            Http http = new Http(service.getEnvironment());

            http.get(NEW).isStatus(200);
            assertThat(output).doesNotContain("deprecated");
            usesTheOldPath(http);
        }
        assertThat(occurrences(output, "The endpoint 'drill' is deprecated")).isEqualTo(1);
        assertThat(output).doesNotContain("access' is deprecated");
    }

    @Test
    void theNewPropertyCountsWhereBothAreSet() {
        try (var service = SampleApplication.alone(
                "management.endpoint.faultinjection.access=none",
                "management.endpoint.drill.access=unrestricted",
                "management.endpoints.web.exposure.include=health,drill,faultinjection")) {
            Http http = new Http(service.getEnvironment());

            http.get(OLD).isProblem(404, "not-found");
            http.get(NEW).isProblem(404, "not-found");
        }
    }

    @Test
    void anOldIdThatIsExcludedExcludesTheNewOne() {
        try (var service = SampleApplication.alone(
                "management.endpoint.drill.access=unrestricted",
                "management.endpoints.web.exposure.include=*",
                "management.endpoints.web.exposure.exclude=drill")) {
            Http http = new Http(service.getEnvironment());

            http.get(OLD).isProblem(404, "not-found");
            http.get(NEW).isProblem(404, "not-found");
        }
    }

    private static void usesTheOldPath(Http http) {
        http.post(OLD, "{\"delay\":\"1ms\",\"sick\":true}").isStatus(200);
        assertThat(http.get(OLD).isStatus(200).json().path("sick").asBoolean()).isTrue();
        assertThat(http.get(NEW).isStatus(200).json().path("unhealthy").asBoolean())
                .isTrue();
        http.get("/actuator/health/liveness").isStatus(503);
        http.post(OLD, "{\"sick\":\"very\"}").refusesField("sick");
        http.delete(OLD).isStatus(200);
        http.get("/actuator/health/liveness").isStatus(200);
    }
}

package io.smartwms.launcher.cli;

import io.smartwms.launcher.http.JsonClient;
import io.smartwms.launcher.installation.Failure;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Makes a view delete its rows and read the topic again, and waits until it has caught up. */
final class Rebuild {

    private final String view;
    private final String url;
    private final PrintStream out;
    private final JsonClient http = new JsonClient(Duration.ofMinutes(35));

    Rebuild(String view, String url, PrintStream out) {
        this.view = view;
        this.url = url + "/actuator/rebuild";
        this.out = out;
    }

    void run() {
        out.println(view + " is being rebuilt …");
        JsonNode answer = ask();
        if (!answer.path("caughtUp").asBoolean(true)) {
            throw new Failure(view + " still reads the topic; it shows all when it has caught up.");
        }
        out.printf(
                Locale.ROOT,
                "%s is rebuilt: %s rows from %s events in %.1f s%n",
                view,
                answer.path("rows").asString("?"),
                answer.path("events").asString("?"),
                answer.path("seconds").asDouble());
    }

    /** The answer comes when the view has caught up. */
    private JsonNode ask() {
        try {
            JsonClient.Answer answer = http.post(url, null);
            if (!answer.ok()) {
                String why = answer.body().path("detail").asString("");
                throw new Failure(
                        view + " refused to rebuild with " + answer.status() + (why.isEmpty() ? "." : ": " + why));
            }
            return answer.body();
        } catch (IOException noAnswer) {
            throw new Failure(view + " does not answer at " + url + "; start it with: wms start " + view, noAnswer);
        }
    }
}

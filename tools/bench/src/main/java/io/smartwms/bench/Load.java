package io.smartwms.bench;

import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.PhaseBuilder;
import io.hyperfoil.api.session.Session;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.function.SerializableFunction;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.statistics.HttpStats;
import io.hyperfoil.http.steps.HttpRequestStepBuilder;
import io.hyperfoil.http.steps.HttpStepCatalog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Requests of one kind, sent by Hyperfoil. At a given rate each request's time counts from when it was due, not from when a
 * connection was free for it.
 *
 * @param address such as {@code http://localhost:8080}
 * @param connections how many are open
 */
record Load(String address, int connections, Request request) {

    /** How many requests may be under way or due before a run at a rate counts as failed. */
    private static final int MAX_DUE = 20_000;

    /** How long the last requests may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /**
     * @param path of each request
     * @param body of each {@code POST}
     */
    record Request(
            HttpMethod method, SerializableFunction<Session, String> path, SerializableFunction<Session, String> body) {

        static Request get(SerializableFunction<Session, String> path) {
            return new Request(HttpMethod.GET, path, session -> null);
        }

        static Request delete(SerializableFunction<Session, String> path) {
            return new Request(HttpMethod.DELETE, path, session -> null);
        }

        static Request post(String path, SerializableFunction<Session, String> body) {
            return new Request(HttpMethod.POST, session -> path, body);
        }
    }

    /**
     * What came back.
     *
     * @param done answers with 2xx
     * @param other answers with anything else, and requests without an answer
     */
    record Result(long done, long other, double seconds, double p50Millis, double p99Millis) {

        double perSecond() {
            return done / seconds;
        }

        /** In percent of all requests. */
        double availability() {
            return done + other == 0 ? 0 : 100.0 * done / (done + other);
        }
    }

    /** Each connection sends its next request as soon as it has its answer. */
    Result full(Duration length) {
        return run(length, 1, benchmark -> benchmark.addPhase("load").always(connections));
    }

    /** So many requests a second, whatever becomes of those before. */
    Result at(int perSecond, Duration length) {
        return run(
                length,
                1,
                benchmark -> benchmark
                        .addPhase("load")
                        .constantRate(perSecond)
                        .variance(false)
                        .maxSessions(MAX_DUE));
    }

    /** So many requests, as fast as they are answered; a multiple of the connections. */
    Result times(int requests) {
        // The phase ends at once, and waits for its sessions.
        return run(
                Duration.ofMillis(1),
                requests / connections,
                benchmark -> benchmark.addPhase("load").atOnce(connections));
    }

    private interface Phase {
        PhaseBuilder<?> of(BenchmarkBuilder benchmark);
    }

    private Result run(Duration length, int times, Phase phase) {
        URI uri = URI.create(address);
        BenchmarkBuilder benchmark = BenchmarkBuilder.builder().name("bench").threads(1);
        benchmark
                .addPlugin(HttpPluginBuilder::new)
                .http()
                .host(uri.getHost())
                .port(uri.getPort())
                .sharedConnections(connections)
                .endHttp()
                .endPlugin();
        HttpRequestStepBuilder step = phase.of(benchmark)
                .duration(length.toMillis())
                .maxDuration(length.plus(PATIENCE).toMillis())
                .scenario()
                .initialSequence("requests")
                .step(HttpStepCatalog.SC)
                .loop("sent", times)
                .steps()
                .step(HttpStepCatalog.SC)
                .httpRequest(request.method)
                .path(request.path)
                .headers()
                .header("Content-Type", "application/json")
                .endHeaders();
        if (request.method == HttpMethod.POST) {
            SerializableFunction<Session, String> body = request.body;
            step.body((session, connection) -> connection
                    .context()
                    .alloc()
                    .buffer(256)
                    .writeBytes(body.apply(session).getBytes(StandardCharsets.UTF_8)));
        }
        step.endStep();
        StatisticsSnapshot all = new StatisticsSnapshot();
        long begin = System.nanoTime();
        new LocalSimulationRunner(benchmark.build(), (p, step2, metric, some, countDown) -> all.add(some), null, null)
                .run();
        double seconds = Math.max(length.toMillis(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)) / 1e3;
        long done = HttpStats.get(all).status_2xx;
        return new Result(
                done,
                all.requestCount - done,
                seconds,
                all.histogram.getValueAtPercentile(50) / 1e6,
                all.histogram.getValueAtPercentile(99) / 1e6);
    }
}

package io.smartwms.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every overlay keeps every {@link Rule}, and every rule is one: it notices when an overlay is made to break it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestsTest {

    private static final Path FOLDER = Path.of(".");
    private static final Path TABLE = Path.of("..", "docs", "kubernetes-checks.md");

    private final Map<String, List<Document>> overlays = new TreeMap<>();

    @BeforeAll
    void render() throws IOException, InterruptedException {
        if (!Kustomize.isInstalled()) {
            String problem =
                    "The manifests in kubernetes/ are NOT CHECKED: neither kubectl nor kustomize is on the PATH.";
            if (isContinuousIntegration()) {
                fail(problem);
            }
            System.err.printf("%n    *** %s ***%n%n", problem);
            abort(problem);
        }
        for (Path overlay : foldersIn(FOLDER.resolve("overlays"))) {
            overlays.put(overlay.getFileName().toString(), Kustomize.render(overlay));
        }
    }

    /** GitHub and most others say so in CI, Azure in TF_BUILD. */
    private static boolean isContinuousIntegration() {
        return Stream.of("CI", "TF_BUILD").map(System::getenv).anyMatch(Boolean::parseBoolean);
    }

    private static List<Path> foldersIn(Path folder) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    Stream<Arguments> overlaysAndRules() {
        return overlays.keySet().stream()
                .flatMap(overlay -> Arrays.stream(Rule.values()).map(rule -> Arguments.of(overlay, rule)));
    }

    @ParameterizedTest(name = "{0} keeps {1}")
    @MethodSource("overlaysAndRules")
    void everyOverlayKeepsEveryRule(String overlay, Rule rule) {
        assertThat(rule.complaintsAbout(new Cluster(overlay, overlays.get(overlay))))
                .as(rule.sentence())
                .isEmpty();
    }

    @Test
    void everyPatchHasATarget() {
        overlays.forEach((overlay, documents) -> {
            Path folder = FOLDER.resolve("overlays").resolve(overlay);
            assertThat(Kustomization.idleTargets(folder, documents)).as(overlay).isEmpty();
            assertThat(Kustomization.idleTargets(
                            folder,
                            documents.stream()
                                    .filter(document -> !document.kind().equals("Deployment"))
                                    .toList()))
                    .as("%s, if it had no Deployments", overlay)
                    .isNotEmpty();
        });
    }

    /** Secrets that no manifest and no operator makes. */
    @Test
    void everySecretOfAPersonIsExplained() throws IOException {
        String manual = Files.readString(FOLDER.resolve("README.md"));
        assertThat(Operators.SECRETS_OF_PERSONS)
                .allSatisfy(secret -> assertThat(manual).contains(secret));
    }

    /** What a reader needs to know before the first line is typed. */
    @Test
    void theManualsFiguresAreThoseOfTheManifests() throws IOException {
        String manual = Files.readString(FOLDER.resolve("README.md"));
        assertThat(overlays)
                .allSatisfy(
                        (overlay, documents) -> assertThat(manual).contains(Room.row(new Cluster(overlay, documents))));
    }

    static List<Mutation> mutations() {
        return Mutation.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void theRuleAndNoOtherNotices(Mutation mutation) {
        Cluster broken = mutation.of(overlays.get(mutation.overlay()));
        Map<Rule, List<String>> complaints = new EnumMap<>(Rule.class);
        for (Rule rule : Rule.values()) {
            List<String> sentences = rule.complaintsAbout(broken);
            if (!sentences.isEmpty()) {
                complaints.put(rule, sentences);
            }
        }
        assertThat(complaints).as("who notices that %s", mutation.what()).containsOnlyKeys(mutation.rule());
    }

    @Test
    void everyRuleIsProvenTwiceAtLeast() {
        Map<Rule, Long> proofs =
                Mutation.all().stream().collect(Collectors.groupingBy(Mutation::rule, Collectors.counting()));
        assertThat(Rule.values())
                .allSatisfy(rule -> assertThat(proofs.get(rule)).isGreaterThanOrEqualTo(2));
    }

    /** What no overlay has is rendered by nobody, and checked by nobody. */
    @Test
    void everyComponentIsPartOfAnOverlay() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path overlay : foldersIn(FOLDER.resolve("overlays"))) {
            Yaml.read(overlay.resolve("kustomization.yaml"))
                    .path("components")
                    .forEach(component ->
                            used.add(Path.of(Yaml.text(component)).getFileName().toString()));
        }
        assertThat(foldersIn(FOLDER.resolve("components")).stream()
                        .map(folder -> folder.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(used);
    }

    /** Run with {@code -Dkubernetes.write} after a change of rules or mutations. */
    @Test
    void theTableInTheDocumentationIsThatOfTheRules() throws IOException {
        String written = table();
        if (System.getProperty("kubernetes.write") != null) {
            Files.writeString(TABLE, written);
        }
        assertThat(TABLE).hasContent(written);
    }

    private static String table() {
        StringBuilder text = new StringBuilder("""
                # What is checked of the Kubernetes manifests without a cluster

                Made from `Rule` and `mutations.yaml` in `kubernetes/src/test` by `ManifestsTest`, which fails when it is out of date. `./wms test`
                renders every overlay with `kubectl kustomize` (or `kustomize build`) and holds it against each rule. Where neither program is on
                the PATH the checks are left out with a warning; in a pipeline (`CI=true`, `TF_BUILD=True`) that is a failure.

                | rule | what holds |
                |---|---|
                """);
        for (Rule rule : Rule.values()) {
            text.append("| `%s` | %s |%n".formatted(rule, rule.sentence()));
        }
        text.append("""

                The types are those of Kubernetes 1.30, stable versions only: what is stable there is served by every newer release. Built-in kinds
                come from the official Java client's classes, operators' kinds from the field lists in `kubernetes/src/test/resources/crds`.

                Besides, every component is part of an overlay, every patch and replacement finds a target (kustomize passes over one that finds none),
                and every Secret that a person makes is in [the manual](../kubernetes/README.md). The manual's figures of what an overlay requests are
                those of its manifests. The script `kubernetes/verify` is run against a fake cluster, which is a few lines of shell (`VerifyTest`).

                ## What is not checked

                - Rules that the API server or an operator's webhook applies beyond types, such as which fields exclude one another.
                - Fields of operators' resources that the manifests do not use: they are refused until they are listed.
                - What operators make themselves, beyond names, labels and ports: their pods' security, their own network policies.
                - What runs: images, what pods use of CPU and memory, expressions of alerts, quotas and storage classes of a cluster.
                  `kubernetes/verify` tries those.

                ## Each rule, broken on purpose

                Each line is done to a rendered overlay; the rule named, and no other, must notice.

                | rule | overlay | what is wrong |
                |---|---|---|
                """);
        for (Mutation mutation : Mutation.all()) {
            text.append("| `%s` | %s | %s |%n".formatted(mutation.rule(), mutation.overlay(), mutation.what()));
        }
        return text.toString();
    }
}

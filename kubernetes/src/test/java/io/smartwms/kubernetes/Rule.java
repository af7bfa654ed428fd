package io.smartwms.kubernetes;

import java.util.List;
import java.util.function.BiConsumer;

/** What every overlay must keep. Each is proven by mutations: resources/mutations.yaml. */
enum Rule {
    TYPES(
            "Every document is of a kind that Kubernetes 1.30 serves in a stable version, or that an operator we use defines; "
                    + "it has no unknown field, lacks no required one, and no value has a wrong type or is no word the API knows",
            Types::check),
    NAMES(
            "Names are DNS labels and unique, everything is in the overlay's one namespace, every pod has the three labels of the project",
            Wiring::names),
    SELECTORS(
            "Workloads select and spread their own pods and no others; Services, budgets, monitors, policies and their peers select some",
            Wiring::selectors),
    PORTS("Services, probes, monitors and policies name ports that the pods they mean have", Wiring::ports),
    REFERENCES(
            "ConfigMaps, Secrets, their keys, claims, volumes, service accounts and headless Services are there, and none is unused",
            Wiring::references),
    ROUTES("HTTP routes lead from a listener that is there to a Service's port that is there", Wiring::routes),
    ADDRESSES(
            "Whoever a pod calls, by its variables, the image's or its module's own settings, is a Service with that port",
            Wiring::addresses),
    FLOW(
            "Network policies of both sides let every such call through, the world to the LoadBalancer, a route to its Service, Prometheus to what it reads",
            Network::flow),
    ISOLATION(
            "Both directions are denied by default, and some policy speaks of every pod for each", Network::isolation),
    NAME_SERVICE("Every pod may ask the cluster's name service, over UDP and TCP", Network::names),
    IMAGES(
            "A pod runs the image built for it, or the broker's or database's, by a tag other than latest",
            Workloads::images),
    RESOURCES("CPU and memory are requested, memory is limited, no request is above its limit", Workloads::resources),
    SHUTDOWN(
            "The pause before SIGTERM and Spring's shutdown phase fit into the grace period; the pause needs no program of the image",
            Workloads::shutdown),
    PROBES(
            "Every container that stays has all three probes; ours ask actuator's groups, of which liveness looks at nothing outside the process, readiness never at Kafka",
            Workloads::probes),
    STARTS(
            "A start may take five minutes until its database is there and as long again, before its pod is killed or its update given up",
            Workloads::starts),
    LIVENESS(
            "Liveness tells a process that is short of CPU from a dead one: it waits as long as the gateway does for any answer, three times",
            Workloads::liveness),
    ROLLOUT("An update takes no capacity away, replicas are spread", Workloads::rollout),
    SECURITY(
            "Pod security \"restricted\" in full, a numeric user, a read-only root, no token for the Kubernetes API",
            Workloads::security),
    CONFIGURATION(
            "ConfigMaps have a hash in their name; no Service's address gets into a pod's variables unasked",
            Configuration::maps),
    CREDENTIALS(
            "Passwords come from Secrets, in production from Secrets that are not in the repository",
            Configuration::credentials),
    FAULT_INJECTION(
            "Fault injection, which makes pods slow or unhealthy, is off outside the demo",
            Configuration::faultInjection),
    AUTOSCALING(
            "Autoscalers have a target, which does not set replicas itself, and at most one pod per partition; the CPU of a start moves "
                    + "none, and what idle pods use leads back to one; nothing is single in production",
            Scaling::autoscalers),
    ROOM(
            "What pods request, scaled out and with one more for an update, fits the machine that the manual names",
            Room::check),
    DISRUPTION("Exactly one budget speaks of each of our pods, and always lets one go", Scaling::disruption),
    KAFKA(
            "Topics have the partitions that services ask for and keep their events; copies are no more than brokers, and one may be missing",
            Scaling::kafka),
    DATABASES(
            "Every service has a PostgreSQL database of its own, which somebody makes; there are connections for all of their pods",
            Scaling::databases);

    private final String sentence;
    private final BiConsumer<Cluster, Complaints> check;

    Rule(String sentence, BiConsumer<Cluster, Complaints> check) {
        this.sentence = sentence;
        this.check = check;
    }

    String sentence() {
        return sentence;
    }

    List<String> complaintsAbout(Cluster cluster) {
        Complaints complaints = new Complaints();
        check.accept(cluster, complaints);
        return complaints.sentences();
    }
}

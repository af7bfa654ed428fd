package io.smartwms.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One part of the system: a process, or a service among those that share one.
 *
 * @param name its folder in the project, and its name on the command line
 * @param kind decides when it is started and stopped
 * @param offset its port, counted from the gateway's
 * @param mainClass what the process runs
 * @param heap the most megabytes of heap it may have in a process of its own
 * @param options what its JVM gets beyond what all get
 */
record Component(String name, Kind kind, int offset, String mainClass, int heap, List<String> options) {

    /** In the order of their start; they are stopped the other way round. */
    enum Kind {
        BROKER,
        SERVICE,
        GATEWAY
    }

    private static final int HEAP = 256;
    private static final int BROKER_OFFSET = 1012;
    private static final int CONTROLLER_OFFSET = 1013;
    static final int LAST_OFFSET = CONTROLLER_OFFSET;

    /** The system as the design lays it out; the ports are those of the default base 8080. */
    static final List<Component> SYSTEM = List.of(
            // What a broker does is as fast when compiled plainly, and that takes half the time.
            new Component(
                    "broker",
                    Kind.BROKER,
                    BROKER_OFFSET,
                    Broker.class.getName(),
                    HEAP,
                    List.of("-XX:TieredStopAtLevel=1")),
            // Hystrix brings RxJava 1, whose queues reach for sun.misc.Unsafe unless they are told not to.
            service(1, "order", "Order", "-Drx.unsafe-disable=true"),
            service(2, "deliveryOrder", "DeliveryOrder"),
            service(3, "deliveryPicking", "DeliveryPicking"),
            service(4, "deliveryPacking", "DeliveryPacking"),
            service(5, "product", "Product"),
            service(6, "stock", "Stock"),
            service(7, "customerCenter", "CustomerCenter"),
            service(8, "deliveryCenter", "DeliveryCenter"),
            // Only what is hot under load is worth the second compiler: in a start it would take half of the gateway's
            // time.
            new Component(
                    "gateway",
                    Kind.GATEWAY,
                    0,
                    "io.smartwms.gateway.GatewayApplication",
                    HEAP,
                    List.of(
                            "-XX:Tier4InvocationThreshold=50000",
                            "-XX:Tier4MinInvocationThreshold=6000",
                            "-XX:Tier4CompileThreshold=150000",
                            "-XX:Tier4BackEdgeThreshold=400000")));

    private static Component service(int offset, String name, String type, String... options) {
        String mainClass = "io.smartwms." + name.toLowerCase(Locale.ROOT) + "." + type + "Application";
        return new Component(name, Kind.SERVICE, offset, mainClass, HEAP, List.of(options));
    }

    /** {@code deliveryOrder}, {@code delivery-order} and {@code deliveryorder} mean the same component. */
    static Optional<Component> named(String word, List<Component> components) {
        String plain = word.replace("-", "");
        return components.stream()
                .filter(component -> component.name.equalsIgnoreCase(plain))
                .findFirst();
    }

    int port(int base) {
        return base + offset;
    }

    /** Every port it listens on. */
    List<Integer> ports(int base) {
        return kind == Kind.BROKER ? List.of(port(base), base + CONTROLLER_OFFSET) : List.of(port(base));
    }

    /** {@code delivery-order}: the name in the configuration. */
    String key() {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What the process is told: where it lives, and where all the others are. */
    List<String> arguments(Installation installation, List<Component> components) {
        if (kind == Kind.BROKER) {
            return Stream.of(
                            installation.data().resolve("broker"),
                            port(installation.base()),
                            installation.base() + CONTROLLER_OFFSET,
                            installation.ready(this))
                    .map(Object::toString)
                    .toList();
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port(installation.base()),
                "--wms.data=" + installation.data(),
                "--wms.broker=localhost:" + (installation.base() + BROKER_OFFSET)));
        components.stream()
                .filter(other -> other.kind == Kind.SERVICE)
                .map(other -> "--wms.services." + other.key() + "=" + other.url(installation))
                .forEach(arguments::add);
        if (kind == Kind.GATEWAY) {
            installation.listen().ifPresent(address -> {
                arguments.add("--server.address=" + address);
                arguments.add("--wms.allowed-hosts=" + String.join(",", HostNames.of(address)));
            });
        }
        return arguments;
    }

    /** Where a service or the gateway writes its log when it has a process of its own. */
    List<String> logArguments(Installation installation) {
        // The log has two writers: the service itself, which keeps it bounded, and what the JVM says before and after.
        return kind == Kind.BROKER
                ? List.of()
                : List.of(
                        "--logging.file.name=" + installation.log(this),
                        "--logging.threshold.console=OFF",
                        "--logging.pattern.file=%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{0} %m%n%ex",
                        "--logging.logback.rollingpolicy.max-file-size=10MB",
                        "--logging.logback.rollingpolicy.max-history=2",
                        "--logging.logback.rollingpolicy.total-size-cap=20MB");
    }

    String url(Installation installation) {
        String host = kind == Kind.GATEWAY
                ? installation
                        .listen()
                        .filter(address -> !HostNames.isAny(address))
                        .orElse("localhost")
                : "localhost";
        return (kind == Kind.BROKER ? "" : "http://") + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + port(installation.base());
    }
}

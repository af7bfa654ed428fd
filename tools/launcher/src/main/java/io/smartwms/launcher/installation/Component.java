package io.smartwms.launcher.installation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One part of the system: the broker, a service or the gateway.
 *
 * @param name its folder in the project, and its name on the command line
 * @param kind decides when it is started and stopped
 * @param offset its port minus the gateway's
 * @param mainClass the main class
 * @param heap its maximum heap in a process of its own, in megabytes
 * @param options options of its JVM in addition to those that all get
 */
public record Component(String name, Kind kind, int offset, String mainClass, int heap, List<String> options) {

    /** In the order of their start; they are stopped in the reverse order. */
    public enum Kind {
        BROKER,
        SERVICE,
        GATEWAY
    }

    private static final int HEAP = 256;
    private static final int BROKER_OFFSET = 1012;
    private static final int CONTROLLER_OFFSET = 1013;
    /** The largest difference of any port from the gateway's. */
    public static final int LAST_OFFSET = CONTROLLER_OFFSET;

    /** The Kafka broker. With the first compiler alone it is as fast, and compiling takes half the time. */
    public static final Component BROKER = new Component(
            "broker",
            Kind.BROKER,
            BROKER_OFFSET,
            "io.smartwms.launcher.broker.Broker",
            HEAP,
            List.of("-XX:TieredStopAtLevel=1"));

    /** All components, in the order of their start. */
    public static final List<Component> SYSTEM = List.of(
            BROKER,
            // Hystrix depends on RxJava 1, whose queues use sun.misc.Unsafe unless this option says no.
            service(1, "order", "Order", "-Drx.unsafe-disable=true"),
            service(2, "deliveryOrder", "DeliveryOrder"),
            service(3, "deliveryPicking", "DeliveryPicking"),
            service(4, "deliveryPacking", "DeliveryPacking"),
            service(5, "product", "Product"),
            service(6, "stock", "Stock"),
            service(7, "customerCenter", "CustomerCenter"),
            service(8, "deliveryCenter", "DeliveryCenter"),
            // With its defaults the second compiler would take half of the time of the gateway's start: here it
            // compiles
            // only methods that are called very often.
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

    /**
     * The component of this name; {@code deliveryOrder}, {@code delivery-order} and {@code deliveryorder} mean the same.
     */
    public static Optional<Component> named(String word, List<Component> components) {
        String plain = word.replace("-", "");
        return components.stream()
                .filter(component -> component.name.equalsIgnoreCase(plain))
                .findFirst();
    }

    /** Those of the components that are of this kind, in the same order. */
    public static List<Component> ofKind(Collection<Component> components, Kind kind) {
        return components.stream().filter(component -> component.kind == kind).toList();
    }

    /** @param base the gateway's port */
    public int port(int base) {
        return base + offset;
    }

    /** Every port it listens on. */
    public List<Integer> ports(int base) {
        return kind == Kind.BROKER ? List.of(port(base), base + CONTROLLER_OFFSET) : List.of(port(base));
    }

    /** The name in the configuration, such as {@code delivery-order}. */
    private String key() {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /**
     * The arguments of its main class: its own port, the data folder, and where the broker and the services are.
     *
     * @param components all components of the system
     */
    public List<String> arguments(Installation installation, List<Component> components) {
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

    /** The further arguments of a service or the gateway in a process of its own: its log file and the limits of its size. */
    public List<String> logArguments(Installation installation) {
        // Two write to the log: the service, which limits its size, and before and after that the JVM.
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

    /** Where clients reach it: a URL, for the broker host and port only. */
    public String url(Installation installation) {
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

package io.smartwms.launcher.broker;

import io.smartwms.launcher.process.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * Kafka on one machine: one KRaft node, broker and controller in one process, reachable from this machine only.
 *
 * <p>Arguments: the folder of its data, the port for clients, the port for the controller, and optionally the ready file: the
 * broker writes its process id to it when the topic exists and clients can connect. Ends with code 1 and one line on standard error
 * when it cannot start. Records that it has acknowledged survive {@code kill -9} of the process: they are in the operating system's
 * cache by then.
 */
public final class Broker {

    public static final String TOPIC = "wms";
    public static final int PARTITIONS = 12;

    /** Any constant does: the cluster has one node, and its data folder is never used by another cluster. */
    private static final String CLUSTER_ID = "c21hcnR3bXNsb2NhbGJrcg";

    private Broker() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]).toAbsolutePath();
        int port = Integer.parseInt(args[1]);
        int controllerPort = Integer.parseInt(args[2]);
        try {
            @Nullable Path ready = args.length > 3 ? Path.of(args[3]) : null;
            run(folder, port, controllerPort, ready);
        } catch (Throwable failure) {
            System.err.println(
                    "The broker could not start: " + (failure instanceof IOException ? failure.getMessage() : failure));
            // Kafka's threads would keep the process running.
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(Path folder, int port, int controllerPort, @Nullable Path ready) throws Exception {
        if (ready != null) {
            Files.deleteIfExists(ready);
        }
        for (int wanted : new int[] {port, controllerPort}) {
            if (!Ports.free(wanted)) {
                // Kafka reports this too, in forty lines.
                throw new IOException("port " + wanted + " is already in use");
            }
        }
        Properties settings = settings(folder, port, controllerPort);
        format(folder, settings);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        createTopic(port);
        System.out.println("ready: topic " + TOPIC + " on localhost:" + port);
        if (ready != null) {
            Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
        }
        server.awaitShutdown();
    }

    private static Properties settings(Path folder, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("log.dirs", folder.resolve("log").toString()),
                // Not in the log, since the ports may change between two starts on the same data.
                Map.entry("controller.quorum.voters", "1@localhost:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("default.replication.factor", "1"),
                Map.entry("min.insync.replicas", "1"),
                // Otherwise a consumer that connects too early creates the topic with one partition.
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", Integer.toString(PARTITIONS)),
                Map.entry("log.retention.ms", "-1"),
                // A view that did not run for a month continues at its offset instead of reading everything again.
                Map.entry("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE)),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // By default the cleaner takes 128 MB of heap.
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                // Nobody reads the metrics by JMX.
                Map.entry("metric.reporters", ""),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                // After a kill the node cannot register again until its former session has expired.
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500")));
        return settings;
    }

    /** Formats the folder the first time; afterwards it changes nothing. */
    private static void format(Path folder, Properties settings) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("server.properties");
        try (var writer = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1)) {
            settings.store(writer, null);
        }
        String[] arguments = {"format", "--ignore-formatted", "--cluster-id", CLUSTER_ID, "--config", file.toString()};
        int code = StorageTool.execute(arguments, new PrintStream(PrintStream.nullOutputStream()));
        if (code != 0) {
            throw new IOException("the folder " + folder + " cannot be formatted");
        }
    }

    private static void createTopic(int port) throws InterruptedException, ExecutionException {
        NewTopic topic = new NewTopic(TOPIC, PARTITIONS, (short) 1).configs(Map.of("retention.ms", "-1"));
        Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:" + port);
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw refused;
            }
        }
    }
}

package io.smartwms.launcher.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.process.Logs;
import io.smartwms.launcher.process.TestSupport;
import java.io.File;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

    @TempDir
    Path folder;

    @Test
    void isTheMainClassOfTheComponent() {
        assertThat(Component.BROKER.mainClass()).isEqualTo(Broker.class.getName());
    }

    private Process start(int port, int controllerPort) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Broker.class.getName(),
                        folder.resolve("broker").toString(),
                        Integer.toString(port),
                        Integer.toString(controllerPort),
                        folder.resolve("ready").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                .start();
    }

    private File log() {
        return folder.resolve("broker.log").toFile();
    }

    private void awaitReady(Process broker) {
        Path ready = folder.resolve("ready");
        await().atMost(TestSupport.TIMEOUT).until(() -> {
            assertThat(broker.isAlive())
                    .as(() -> Logs.tail(log().toPath(), 5).toString())
                    .isTrue();
            return Files.exists(ready) && Files.readString(ready).equals(Long.toString(broker.pid()));
        });
    }

    @Test
    void topicAndAcknowledgedRecordsSurviveAHardKillAndAMoveToOtherPorts() throws Exception {
        int port = TestSupport.freeBase(4);
        Process first = start(port, port + 1);
        try {
            awaitReady(first);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + port))) {
                assertThat(admin.describeTopics(List.of("wms"))
                                .allTopicNames()
                                .get()
                                .get("wms")
                                .partitions())
                        .hasSize(12);
                ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "wms");
                assertThat(admin.describeConfigs(List.of(topic))
                                .all()
                                .get()
                                .get(topic)
                                .get("retention.ms")
                                .value())
                        .isEqualTo("-1");
            }
            Map<String, Object> settings = Map.of("bootstrap.servers", "localhost:" + port, "acks", "all");
            try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>("wms", 3, "1", "Ordered")).get();
            }
        } finally {
            first.destroyForcibly().waitFor();
        }

        Process second = start(port + 2, port + 3);
        try {
            awaitReady(second);
            TopicPartition partition = new TopicPartition("wms", 3);
            Map<String, Object> settings = Map.of("bootstrap.servers", "localhost:" + (port + 2));
            try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
                consumer.assign(Set.of(partition));
                consumer.seekToBeginning(Set.of(partition));
                assertThat(consumer.poll(TestSupport.TIMEOUT).records(partition))
                        .extracting(ConsumerRecord::value)
                        .containsExactly("Ordered");
            }
        } finally {
            second.destroy();
        }
        assertThat(second.waitFor()).isEqualTo(143);
    }

    @Test
    void takenPortEndsTheProcessWithOneLine() throws Exception {
        int port = TestSupport.freeBase(2);
        try (ServerSocket other = new ServerSocket(port + 1)) {
            Process broker = start(port, other.getLocalPort());
            try {
                assertThat(broker.waitFor(TestSupport.TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                assertThat(broker.exitValue()).isEqualTo(1);
            } finally {
                broker.destroyForcibly();
            }
        }
        assertThat(Logs.tail(log().toPath(), 1))
                .singleElement()
                .asString()
                .startsWith("The broker could not start: ")
                .contains("in use");
    }
}

package io.smartwms.order;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A delivery centre on a real port that answers as its contract says, or as slowly, or not at all, as a test wants. */
final class DeliveryCentre {

    static final String CANCELED = "{\"id\":1,\"deliveryOrderStatus\":\"DeliveryOrderCanceled\"}";
    static final String PACKED =
            "{\"type\":\"urn:smart-wms:problem:illegal-move\",\"status\":409,\"state\":\"DeliveryOrderPacked\"}";

    /** The internal keys that came with them. */
    final List<String> keys = new CopyOnWriteArrayList<>();

    /** What happens while a request waits for its answer. */
    volatile Runnable meanwhile = () -> {};

    /** The requests heard, as "METHOD path body". */
    final List<String> heard = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile int status;
    private volatile String answer;
    private volatile CountDownLatch gate;

    DeliveryCentre() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "delivery-centre");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Wms-Internal-Key")));
            meanwhile.run();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            boolean list = status == 200 && exchange.getRequestURI().getPath().endsWith("/cancellations");
            byte[] bytes = (list ? "[" + answer + "]" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        reset();
    }

    void reset() {
        heard.clear();
        keys.clear();
        meanwhile = () -> {};
        gate = new CountDownLatch(0);
        answers(200, CANCELED);
    }

    void answers(int newStatus, String newAnswer) {
        status = newStatus;
        answer = newAnswer;
    }

    /** From now on nobody gets an answer, until {@link #recover()}. */
    void overload() {
        gate = new CountDownLatch(1);
    }

    void recover() {
        gate.countDown();
        gate = new CountDownLatch(0);
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }
}

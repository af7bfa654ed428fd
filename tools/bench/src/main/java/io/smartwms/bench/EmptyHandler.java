package io.smartwms.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;

/** A service that does nothing: it answers each request with 201 and as many bytes as an order has. */
final class EmptyHandler implements AutoCloseable {

    private static final Buffer ORDER = Buffer.buffer("""
            {"id":1000000,"orderId":"1000000","productId":"B-25","orderQty":1,"orderStatus":"Ordered",\
            "createDate":"2026-01-01T00:00:00.000000Z","updateDate":"2026-01-01T00:00:00.000000Z",\
            "_links":{"self":{"href":"http://localhost:8080/orders/1000000"},\
            "order":{"href":"http://localhost:8080/orders/1000000"}}}""");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpServer server;

    EmptyHandler() {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response()
                                .setStatusCode(201)
                                .putHeader("Content-Type", "application/hal+json")
                                .end(ORDER)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String address() {
        return "http://localhost:" + server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

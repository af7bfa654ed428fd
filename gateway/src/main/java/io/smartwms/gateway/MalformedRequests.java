package io.smartwms.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Gives the requests that no filter ever sees a {@link Problem} too: what is not HTTP, lines and headers beyond the limits (Netty
 * refuses them), and targets that are no URI (Spring's adapter refuses them). Both would answer with an empty body.
 */
@Component
class MalformedRequests implements NettyServerCustomizer {

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "malformedRequests", new Refusals()));
    }

    /** Sits beside the codec, before all that Reactor Netty does with a message. */
    private static final class Refusals extends ChannelDuplexHandler {

        /** Where a refused request ends nobody can tell, so nothing behind it is read. */
        private boolean refused;

        /**
         * A head that two programs could read in two ways counts as one that cannot be decoded. A body that stops being
         * HTTP ends the connection here. Further in it would look like the end of the body, and half a command would be
         * carried out.
         */
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (refused) {
                ReferenceCountUtil.release(message);
            } else if (message instanceof HttpRequest request && RequestHead.isAmbiguous(request)) {
                refused = true;
                request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("ambiguous head")));
                context.fireChannelRead(request);
            } else if (message instanceof HttpContent content
                    && !(message instanceof HttpRequest)
                    && content.decoderResult().isFailure()) {
                refused = true;
                content.release();
                context.writeAndFlush(refusal(HttpResponseStatus.BAD_REQUEST, "close"))
                        .addListener(ChannelFutureListener.CLOSE);
            } else {
                context.fireChannelRead(message);
            }
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof FullHttpResponse response && isRefusal(response)) {
                context.write(refusal(response.status(), response.headers().get(HttpHeaderNames.CONNECTION)), promise);
                response.release();
            } else {
                context.write(message, promise);
            }
        }

        /** Such refusals say nothing but that they are empty; no answer of a service, or of a filter, has so few headers. */
        private static boolean isRefusal(FullHttpResponse response) {
            return response.status().code() >= 400
                    && !response.content().isReadable()
                    && Set.of("content-length", "connection")
                            .containsAll(response.headers().names().stream()
                                    .map(name -> name.toLowerCase(Locale.ROOT))
                                    .toList());
        }

        private static FullHttpResponse refusal(HttpResponseStatus refused, String connection) {
            HttpStatus status = HttpStatus.resolve(refused.code());
            byte[] body = Problem.of(status == null ? HttpStatus.BAD_REQUEST : status, null)
                    .json();
            var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refused, Unpooled.wrappedBuffer(body));
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
            if (connection != null) {
                response.headers().set(HttpHeaderNames.CONNECTION, connection);
            }
            return response;
        }
    }
}

package io.smartwms.platform.http;

import io.smartwms.platform.problem.InvalidField;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** Requests that Tomcat refuses before any servlet sees them (a broken URL, too large a header) get a problem, not its page. */
class TomcatProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        // A processor that has answered HTTP/0.9, which has no head, would also leave out the head of its answer to a
        // malformed request line of the next connection.
        factory.addConnectorCustomizers(connector -> connector.setProperty("processorCache", "0"));
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }

    /** Tomcat makes it by name. */
    public static class ProblemValve extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, Throwable throwable) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            boolean client = status < 500;
            try {
                response.setContentType("application/problem+json");
                response.setCharacterEncoding("UTF-8");
                response.getReporter()
                        .write(
                                "{\"type\":\"urn:smart-wms:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                                        .formatted(
                                                client ? InvalidField.SLUG : "internal-error",
                                                client ? InvalidField.TITLE : "Internal error",
                                                status,
                                                client
                                                        ? "The request line or a header is not valid."
                                                        : "Something went wrong that is not your fault."));
                response.finishResponse();
            } catch (IOException | IllegalStateException e) {
                container.getLogger().debug("The client went away before it got its answer", e);
            }
        }
    }
}

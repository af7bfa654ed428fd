package io.smartwms.gateway;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code GET /}: the resources as HAL links, taken from the routes, so that the two cannot differ. */
@RestController
class IndexController {

    private final GatewayProperties gateway;

    IndexController(GatewayProperties gateway) {
        this.gateway = gateway;
    }

    @GetMapping(
            path = "/",
            produces = {"application/hal+json", "application/json"})
    Map<String, Map<String, Link>> resources(ServerHttpRequest request) {
        Map<String, Link> links = new LinkedHashMap<>();
        links.put("self", link(request.getURI(), ""));
        for (RouteDefinition route : gateway.getRoutes()) {
            String id = Objects.requireNonNull(route.getId());
            links.put(id, link(request.getURI(), id));
        }
        return Map.of("_links", links);
    }

    private static Link link(URI here, String resource) {
        return new Link(UriComponentsBuilder.fromUri(here)
                .replacePath("/" + resource)
                .replaceQuery(null)
                .fragment(null)
                .toUriString());
    }

    record Link(String href) {}
}

package io.smartwms.platform;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Keeps a renamed property, and a renamed actuator endpoint, working under its old name for one release, with a warning at the
 * start. Where both names of a property are set, the new one counts.
 */
class RenamedProperties implements EnvironmentPostProcessor {

    /** Old name to new name of a property. */
    private static final Map<String, String> PROPERTIES = Map.of();

    /** Old id to new id of an actuator endpoint. Access and exposure of the one are those of the other. */
    private static final Map<String, String> ENDPOINTS = Map.of("drill", "faultinjection");

    private static final String EXPOSURE = "management.endpoints.web.exposure.";

    private final Log log;

    RenamedProperties(DeferredLogFactory logs) {
        log = logs.getLog(RenamedProperties.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> renamed = new HashMap<>();
        PROPERTIES.forEach((oldName, newName) -> rename(environment, oldName, newName, renamed));
        ENDPOINTS.forEach((oldId, newId) -> {
            String oldName = access(oldId);
            String newName = access(newId);
            rename(environment, oldName, newName, renamed);
            String access = environment.getProperty(newName);
            if (access != null) {
                renamed.put(oldName, access);
            }
        });
        for (String list : new String[] {EXPOSURE + "include", EXPOSURE + "exclude"}) {
            renameIds(environment, list, renamed);
        }
        if (!renamed.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("renamedProperties", renamed));
        }
    }

    private static String access(String id) {
        return "management.endpoint." + id + ".access";
    }

    private void rename(
            ConfigurableEnvironment environment, String oldName, String newName, Map<String, Object> renamed) {
        String value = environment.getProperty(oldName);
        if (value == null) {
            return;
        }
        warn(oldName, newName);
        if (!environment.containsProperty(newName)) {
            renamed.put(newName, value);
        }
    }

    private void renameIds(ConfigurableEnvironment environment, String list, Map<String, Object> renamed) {
        Set<String> ids =
                Binder.get(environment).bind(list, Bindable.setOf(String.class)).orElse(Set.of());
        Set<String> both = new LinkedHashSet<>(ids);
        ENDPOINTS.forEach((oldId, newId) -> {
            if (ids.contains(oldId)) {
                warn(oldId + "' in '" + list, newId);
                both.add(newId);
            }
            if (ids.contains(newId)) {
                both.add(oldId);
            }
        });
        if (both.size() > ids.size()) {
            renamed.put(list, String.join(",", both));
        }
    }

    private void warn(String oldName, String newName) {
        log.warn("'%s' is deprecated and will be removed in the next release; use '%s'".formatted(oldName, newName));
    }
}

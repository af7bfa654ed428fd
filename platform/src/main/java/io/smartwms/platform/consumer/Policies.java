package io.smartwms.platform.consumer;

import io.smartwms.platform.event.EventContext;
import io.smartwms.platform.event.Whenever;
import io.smartwms.platform.wire.Envelope;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The {@link Whenever} methods of the service, one per event type. */
class Policies implements SmartInitializingSingleton {

    private final ListableBeanFactory beans;
    private final JsonMapper json;
    private final Map<String, Policy> byType = new HashMap<>();

    Policies(ListableBeanFactory beans, JsonMapper json) {
        this.beans = beans;
        // Unknown fields are ignored, so that publishers can add to their events; and a text is read as it was
        // published,
        // whatever rule there is today for those that clients send.
        this.json = json.rebuild()
                .addModule(new SimpleModule("as published").addDeserializer(String.class, new StringDeserializer()))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    private record Policy(MethodHandle method, ObjectReader reader, boolean withContext) {}

    @Override
    public void afterSingletonsInstantiated() {
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(name, false);
            if (type != null && type.getName().startsWith("io.smartwms.") && isSingleton(name)) {
                MethodIntrospector.selectMethods(
                                ClassUtils.getUserClass(type),
                                (Method m) -> AnnotatedElementUtils.hasAnnotation(m, Whenever.class))
                        .forEach(method -> register(beans.getBean(name), method));
            }
        }
    }

    private boolean isSingleton(String name) {
        return !(beans instanceof ConfigurableListableBeanFactory factory)
                || (factory.getBeanDefinition(name).isSingleton()
                        && !factory.getBeanDefinition(name).isAbstract());
    }

    private void register(Object bean, Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        boolean withContext = parameters.length == 2 && parameters[1] == EventContext.class;
        if (parameters.length == 0 || !parameters[0].isRecord() || (parameters.length > 1 && !withContext)) {
            throw new IllegalStateException(
                    "A policy takes an event record, and an EventContext if it likes: " + method);
        }
        try {
            method.setAccessible(true);
            Policy policy = new Policy(
                    MethodHandles.lookup().unreflect(method).bindTo(bean), json.readerFor(parameters[0]), withContext);
            if (byType.put(parameters[0].getSimpleName(), policy) != null) {
                throw new IllegalStateException("Two policies for " + parameters[0].getSimpleName());
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A policy cannot be called: " + method, e);
        }
    }

    Set<String> types() {
        return byType.keySet();
    }

    /** Whether the service has anything to do with such an event. */
    boolean listensTo(@Nullable String type) {
        return type != null && byType.containsKey(type);
    }

    private Policy policy(Envelope event) {
        return Objects.requireNonNull(
                byType.get(event.type()), "The event has no policy, it should not have come this far");
    }

    /** The event as its policy gets it. */
    Object read(Envelope event) {
        try {
            Object body = policy(event).reader().readValue(event.payload());
            if (body == null) {
                throw new Envelope.Unreadable("The event has no body");
            }
            return body;
        } catch (JacksonException e) {
            throw new Envelope.Unreadable("The body cannot be read: " + e.getOriginalMessage());
        }
    }

    /**
     * Runs the policy for the event in the current transaction.
     *
     * @param body as {@link #read} gives it
     */
    void apply(Envelope event, Object body) {
        Policy policy = policy(event);
        try {
            EventContext context = event.context();
            if (policy.withContext()) {
                policy.method().invoke(body, context);
            } else {
                policy.method().invoke(body);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

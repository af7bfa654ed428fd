package io.smartwms.platform.aggregate;

import java.util.function.Function;
import java.util.stream.Stream;
import org.aopalliance.aop.Advice;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;

/** Adds an interceptor to repositories, inside the transaction that each of their methods opens. */
public final class RepositoryAdvice {

    private RepositoryAdvice() {}

    /** @param adviceFor the interceptors of the repository of such an entity */
    public static BeanPostProcessor of(Function<Class<?>, Stream<? extends Advice>> adviceFor) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof RepositoryFactoryBeanSupport<?, ?, ?> factory) {
                    factory.addRepositoryFactoryCustomizer(
                            repositories -> repositories.addRepositoryProxyPostProcessor((proxy, about) ->
                                    adviceFor.apply(about.getDomainType()).forEach(proxy::addAdvice)));
                }
                return bean;
            }
        };
    }
}

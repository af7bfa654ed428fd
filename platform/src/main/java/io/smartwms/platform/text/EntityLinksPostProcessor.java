package io.smartwms.platform.text;

import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.data.rest.webmvc.support.RepositoryEntityLinks;
import org.springframework.hateoas.Affordance;
import org.springframework.hateoas.Link;
import org.springframework.hateoas.server.LinkBuilder;
import org.springframework.hateoas.server.core.LinkBuilderSupport;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Encodes a {@code #} in an id as {@code %23} in the links of {@link RepositoryEntityLinks}. Spring HATEOAS would treat the rest of
 * the id as a fragment, so the {@code #} is replaced by a character that no id has while the link is built.
 */
class EntityLinksPostProcessor implements BeanPostProcessor {

    private static final char STAND_IN = '\ue000';
    private static final String STAND_IN_ENCODED = "%EE%80%80";

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof RepositoryEntityLinks)) {
            return bean;
        }
        ProxyFactory proxy = new ProxyFactory(bean);
        proxy.setProxyTargetClass(true);
        proxy.addAdvice((MethodInterceptor) call -> {
            Object[] arguments = call.getArguments();
            if (arguments.length != 2 || !(arguments[1] instanceof String id) || id.indexOf('#') < 0) {
                return call.proceed();
            }
            arguments[1] = id.replace('#', STAND_IN);
            Object made = call.proceed();
            if (made instanceof Link link) {
                return link.withHref(restored(link.getHref()));
            }
            return made instanceof LinkBuilder links ? new Below(restored(links.toString())) : made;
        });
        return proxy.getProxy();
    }

    private static String restored(String link) {
        return link.replace(STAND_IN_ENCODED, "%23");
    }

    /** Goes on from an address that is encoded already. */
    private static final class Below extends LinkBuilderSupport<Below> {

        Below(String address) {
            super(UriComponentsBuilder.fromUriString(address).build());
        }

        private Below(UriComponents address, List<Affordance> affordances) {
            super(address, affordances);
        }

        @Override
        protected Below getThis() {
            return this;
        }

        @Override
        protected Below createNewInstance(UriComponents address, List<Affordance> affordances) {
            return new Below(address, affordances);
        }
    }
}

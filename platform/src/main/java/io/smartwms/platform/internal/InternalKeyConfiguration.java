package io.smartwms.platform.internal;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The key is looked for by those services alone that send or demand it. */
@Configuration(proxyBeanMethods = false)
public class InternalKeyConfiguration {

    @Bean
    @Lazy
    InternalKey internalKey(@Value("${wms.internal-key:}") String key, @Value("${wms.data}") Path data) {
        return InternalKey.of(key, data);
    }
}

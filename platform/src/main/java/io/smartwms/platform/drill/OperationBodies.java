package io.smartwms.platform.drill;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of an operation, which actuator always wants as a map of texts: a JSON {@code true} is one there. The services'
 * own mapper, strict for their customers, would refuse it as "not a text".
 */
class OperationBodies extends JacksonJsonHttpMessageConverter {

    OperationBodies() {
        super(JsonMapper.shared());
    }

    @Override
    public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
        return type.resolve() == Map.class
                && type.getGeneric(0).resolve() == String.class
                && type.getGeneric(1).resolve() == String.class
                && super.canRead(type, mediaType);
    }

    @Override
    public boolean canWrite(ResolvableType target, Class<?> valueClass, @Nullable MediaType mediaType) {
        return false;
    }
}

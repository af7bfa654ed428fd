package io.smartwms.platform.faultinjection;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of an actuator write operation, which actuator binds to a {@code Map<String, String>}; a JSON {@code true}
 * becomes a string there. The services' own mapper, which refuses a boolean where a string is expected, would refuse it.
 */
class OperationBodyConverter extends JacksonJsonHttpMessageConverter {

    OperationBodyConverter() {
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

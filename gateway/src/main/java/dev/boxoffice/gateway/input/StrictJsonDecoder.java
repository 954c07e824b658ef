package dev.boxoffice.gateway.input;

import dev.boxoffice.platform.input.FieldPath;
import dev.boxoffice.platform.input.StrictJson;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.util.MimeType;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.json.JsonMapper;

/// I1: reads a body as [StrictJson] does, and names all members at once that nobody reads.
final class StrictJsonDecoder extends JacksonJsonDecoder {

    private static final int MOST_NAMED = 20;
    private static final ScopedValue<List<String>> UNKNOWN = ScopedValue.newInstance();

    StrictJsonDecoder(JsonMapper application) {
        super(StrictJson.mapper(application)
                .rebuild()
                .addHandler(new Collector())
                .build());
    }

    @Override
    public Object decode(
            DataBuffer body, ResolvableType type, @Nullable MimeType mimeType, @Nullable Map<String, Object> hints) {
        List<String> unknown = new ArrayList<>();
        Object read = ScopedValue.where(UNKNOWN, unknown).call(() -> super.decode(body, type, mimeType, hints));
        FieldErrors errors = FieldErrors.collect();
        unknown.forEach(name -> errors.reject(name, "is not known here"));
        errors.throwIfAny();
        return read;
    }

    /// Notes an unknown member and reads on.
    private static final class Collector extends DeserializationProblemHandler {

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser json,
                @Nullable ValueDeserializer<?> deserializer,
                Object target,
                String name) {
            if (!UNKNOWN.isBound()) {
                return false;
            }
            List<String> unknown = UNKNOWN.get();
            if (unknown.size() < MOST_NAMED) {
                unknown.add(FieldPath.of(context, json, name));
            }
            json.skipChildren();
            return true;
        }
    }
}

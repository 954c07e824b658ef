package dev.boxoffice.platform.input;

import com.fasterxml.jackson.annotation.Nulls;
import dev.boxoffice.platform.problem.FieldErrors;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Reads what callers send, and refuses what it does not understand: unknown and repeated members, a number written as
/// text, an instant written as a number, null within a list, text that [PlainText] refuses. Our own messages are read
/// by the mapper of the application, which is lenient.
public final class StrictJson {
    private StrictJson() {}

    /// @param application the mapper whose other settings are kept
    public static JsonMapper mapper(JsonMapper application) {
        return application
                .rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .addModule(new SimpleModule("strict-input")
                        .addDeserializer(String.class, new TextDeserializer())
                        .addKeyDeserializer(String.class, new TextKeyDeserializer())
                        .addDeserializer(Instant.class, new InstantDeserializer()))
                .build();
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException whose field is named by who knows where the text stands
    private static String accepted(String text) {
        PlainText.fault(text).ifPresent(fault -> {
            throw FieldErrors.single("", fault);
        });
        return PlainText.of(text);
    }

    private static final class TextDeserializer extends StdDeserializer<String> {
        TextDeserializer() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
            return json.hasToken(JsonToken.VALUE_STRING)
                    ? accepted(json.getString())
                    : (String) context.handleUnexpectedToken(String.class, json);
        }
    }

    private static final class TextKeyDeserializer extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return accepted(key);
        }
    }

    /// RFC 3339; also with another offset than UTC's.
    private static final class InstantDeserializer extends StdDeserializer<Instant> {
        InstantDeserializer() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, json);
            }
            try {
                return Rfc3339.inRange(
                        OffsetDateTime.parse(json.getString().strip()).toInstant());
            } catch (DateTimeParseException wrong) {
                return (Instant) context.handleWeirdStringValue(
                        Instant.class, json.getString(), "not an instant such as 2027-05-01T19:00:00Z");
            } catch (DateTimeException outOfRange) {
                throw FieldErrors.single("", String.valueOf(outOfRange.getMessage()));
            }
        }
    }
}

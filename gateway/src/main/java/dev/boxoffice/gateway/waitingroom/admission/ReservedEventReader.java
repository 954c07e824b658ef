package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.input.PlainText;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Reads which event a reserve is about, as booking-service does.
///
/// A body that booking-service takes has each member once and one of four that says what is wanted, of one event
/// only. So the first id names the event, and nothing behind it is read: all else is refused there.
@Component
class ReservedEventReader {

    private static final int ID_LENGTH = 36;
    private static final Set<String> UNICODE =
            Set.of("UTF-8", "US-ASCII", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE");

    private static final Value TEXT = json -> json.hasToken(JsonToken.VALUE_STRING) ? json.getString() : null;
    private static final Value TICKET = object(Map.of("ticketId", TEXT));
    private static final Value RESERVE =
            object(Map.of("ticketId", TEXT, "ticketIds", list(TEXT), "tickets", list(TICKET), "eventId", TEXT));

    /// Where in a body the id may stand.
    private interface Value {

        /// The first id in the value that the parser has come to; null where there is none.
        @Nullable
        String id(JsonParser json);

        /// The same, with the parser at the value's end where there is none.
        default @Nullable String idOrSkip(JsonParser json) {
            String id = id(json);
            if (id == null) {
                json.skipChildren();
            }
            return id;
        }
    }

    private final JsonMapper json;

    ReservedEventReader(JsonMapper json) {
        this.json = json;
    }

    /// Empty where it names no event, which booking-service refuses.
    ///
    /// @param charset as the request names it
    /// @throws tools.jackson.core.JacksonException where it cannot be read
    Optional<UUID> read(byte[] body, @Nullable Charset charset) {
        try (JsonParser parser = parser(body, charset)) {
            parser.nextToken();
            return Optional.ofNullable(RESERVE.id(parser)).flatMap(ReservedEventReader::event);
        }
    }

    /// As Spring's `AbstractJacksonHttpMessageConverter` has it: which charset of Unicode it is, the first bytes
    /// say, and any other is believed.
    private JsonParser parser(byte[] body, @Nullable Charset charset) {
        return charset == null || UNICODE.contains(charset.name())
                ? json.createParser(body)
                : json.createParser(new InputStreamReader(new ByteArrayInputStream(body), charset));
    }

    /// Hardly any id has something around it.
    private static Optional<UUID> event(String id) {
        return leading(id).or(() -> leading(PlainText.of(id)));
    }

    private static Optional<UUID> leading(String text) {
        return text.length() < ID_LENGTH ? Optional.empty() : TimeOrderedId.parse(text.substring(0, ID_LENGTH));
    }

    private static Value object(Map<String, Value> members) {
        return json -> {
            String id = null;
            if (json.hasToken(JsonToken.START_OBJECT)) {
                while (id == null && json.nextToken() == JsonToken.PROPERTY_NAME) {
                    Value member = members.getOrDefault(json.currentName(), _ -> null);
                    json.nextToken();
                    id = member.idOrSkip(json);
                }
            }
            return id;
        };
    }

    private static Value list(Value element) {
        return json -> {
            String id = null;
            if (json.hasToken(JsonToken.START_ARRAY)) {
                while (id == null && json.nextToken() != JsonToken.END_ARRAY) {
                    id = element.idOrSkip(json);
                }
            }
            return id;
        };
    }
}

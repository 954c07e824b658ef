package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.input.PlainText;
import java.util.Map;
import java.util.Optional;
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
    /// @throws tools.jackson.core.JacksonException where it cannot be read
    Optional<UUID> read(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            parser.nextToken();
            return Optional.ofNullable(RESERVE.id(parser)).flatMap(ReservedEventReader::event);
        }
    }

    private static Optional<UUID> event(String id) {
        String text = PlainText.of(id);
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

package dev.boxoffice.event.discovery.read;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads a page as the API answers it, or just its events, one event at a time while the body comes in:
/// however long it is, no more than one event of it is in memory.
public final class DiscoveryPageConverter {

    static final int MAX_EVENTS = 20_000;
    /// Of one event; real ones have some hundreds.
    static final int MAX_VALUES = 20_000;

    private static final String EVENTS = "_embedded.events";

    private final JsonMapper mapper;
    private final Consumer<Optional<JsonNode>> events;
    private boolean hasEvents;
    private int count;
    private int values;

    /// @param events told of each event in turn; of one that is larger than an event can be, empty
    public DiscoveryPageConverter(JsonMapper mapper, Consumer<Optional<JsonNode>> events) {
        this.mapper = mapper;
        this.events = events;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 400 where it is no JSON, 422 where it is
    /// another document; events that came before have been told of
    public void convert(InputStream body) {
        try (var json = mapper.createParser(body)) {
            var first = json.nextToken();
            if (first == null) {
                throw malformed();
            }
            if (first == JsonToken.START_ARRAY) {
                readEvents(json);
            } else if (first == JsonToken.START_OBJECT) {
                readPage(json);
            }
            if (json.nextToken() != null) {
                throw malformed();
            }
        } catch (StreamReadException | StreamConstraintsException noJson) {
            throw malformed();
        }
        if (!hasEvents) {
            throw FieldErrors.single(EVENTS, "must be the list of events of a Discovery page");
        }
    }

    private static RuntimeException malformed() {
        return Problem.of(ProblemTypes.MALFORMED_REQUEST, "The body is missing or is not valid JSON.")
                .toException();
    }

    private void readPage(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            var value = json.nextToken();
            if (name.equals("_embedded") && value == JsonToken.START_OBJECT) {
                readEmbedded(json);
            } else if (name.equals("page") && value == JsonToken.START_OBJECT) {
                readSize(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readEmbedded(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var isList = json.currentName().equals("events");
            if (json.nextToken() == JsonToken.START_ARRAY && isList) {
                readEvents(json);
            } else {
                json.skipChildren();
            }
        }
    }

    /// A page without any event leaves the list of them out.
    private void readSize(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var isTotal = json.currentName().equals("totalElements");
            if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && isTotal) {
                hasEvents |= json.getString().equals("0");
            } else {
                json.skipChildren();
            }
        }
    }

    private void readEvents(JsonParser json) {
        hasEvents = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (++count > MAX_EVENTS) {
                throw FieldErrors.single(
                        EVENTS, "must be at most " + MAX_EVENTS + " in one import; the first of them were taken");
            }
            values = 0;
            var event = read(json);
            events.accept(isTooLarge() ? Optional.empty() : Optional.of(event));
        }
    }

    private boolean isTooLarge() {
        return values > MAX_VALUES;
    }

    /// Once an event is too large the rest of it is read and not kept.
    private JsonNode read(JsonParser json) {
        values++;
        var nodes = JsonNodeFactory.instance;
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                var object = nodes.objectNode();
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    var name = json.currentName();
                    json.nextToken();
                    var value = read(json);
                    if (!isTooLarge()) {
                        object.set(name, value);
                    }
                }
                yield object;
            }
            case START_ARRAY -> {
                var list = nodes.arrayNode();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    var value = read(json);
                    if (!isTooLarge()) {
                        list.add(value);
                    }
                }
                yield list;
            }
            case VALUE_STRING -> nodes.stringNode(json.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> nodes.numberNode(json.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(json.getBooleanValue());
            default -> nodes.nullNode();
        };
    }
}

package dev.boxoffice.standalone.stripe.ledger;

import dev.boxoffice.standalone.stripe.model.SimulatedEvent;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// An object as one line of JSON; `inner` names the kind of an object inside, where that may be any.
record JournalLine(
        String kind, String id, JsonNode value, @Nullable String inner) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Of kinds that have nothing inside which may be anything: those are read without a tree between.
    private static final Map<JournalKind, ObjectReader> PLAIN =
            EnumSet.complementOf(EnumSet.of(JournalKind.EVENT, JournalKind.ANSWER)).stream()
                    .collect(Collectors.toUnmodifiableMap(kind -> kind, JournalLine::plainReader));

    private record Plain<T>(String kind, String id, T value) {}

    private static ObjectReader plainReader(JournalKind kind) {
        return JSON.readerFor(JSON.getTypeFactory().constructParametricType(Plain.class, kind.type()));
    }

    /// What is written is read back as a [JournalLine].
    private record Written(
            String kind, String id, Object value, @Nullable String inner) {}

    /// Enough of a line to tell whose it is.
    record Head(String kind, String id) {}

    /// Without the line's end.
    static byte[] bytesOf(Object row) {
        var inner = switch (row) {
            case SimulatedEvent event -> JournalKind.of(event.object()).inFile();
            case StripeRememberedAnswer answer -> JournalKind.of(answer.body()).inFile();
            default -> null;
        };
        return JSON.writeValueAsBytes(new Written(JournalKind.of(row).inFile(), JournalKind.idOf(row), row, inner));
    }

    /// Null for a line cut off by a crash: what it told never left this process.
    static @Nullable Head headOf(byte[] line) {
        String kind = null;
        String id = null;
        try (var parser = JSON.createParser(line)) {
            parser.nextToken();
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "kind" -> kind = parser.getValueAsString();
                    case "id" -> id = parser.getValueAsString();
                    default -> parser.skipChildren();
                }
            }
            return kind == null || id == null ? null : new Head(kind, id);
        } catch (JacksonException cutOff) {
            return null;
        }
    }

    /// Null where the line is of another kind; throws [JacksonException] where it is not whole.
    static @Nullable Object rowOf(JournalKind kind, byte[] line) {
        var reader = PLAIN.get(kind);
        if (reader == null) {
            var any = JSON.readValue(line, JournalLine.class);
            return any.kind().equals(kind.inFile()) ? any.row() : null;
        }
        var plain = reader.<Plain<?>>readValue(line);
        return plain.kind().equals(kind.inFile()) ? plain.value() : null;
    }

    private Object row() {
        return switch (JSON.treeToValue(value, JournalKind.named(kind).type())) {
            case SimulatedEvent event ->
                new SimulatedEvent(
                        event.id(),
                        event.created(),
                        event.type(),
                        inside("object"),
                        event.requestId(),
                        event.idempotencyKey());
            case StripeRememberedAnswer answer ->
                new StripeRememberedAnswer(
                        answer.key(), answer.fingerprint(), answer.requestId(), answer.status(), inside("body"));
            case Object row -> row;
        };
    }

    private Object inside(String field) {
        return JSON.treeToValue(value.get(field), JournalKind.named(inner).type());
    }
}

package dev.boxoffice.gateway.waitingroom;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a script of the waiting room returns: a word that says what became of it, and what belongs to it.
public record ScriptReply(List<Object> elements) {

    public String outcome() {
        return text(0);
    }

    public String text(int index) {
        return elements.get(index) instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : String.valueOf(elements.get(index));
    }

    public long number(int index) {
        return Long.parseLong(text(index));
    }

    /// Of milliseconds, which may come as the score of a sorted set.
    public Instant instant(int index) {
        return Instant.ofEpochMilli((long) Double.parseDouble(text(index)));
    }

    /// Field, value, … after the outcome.
    public Map<String, String> fields() {
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i + 1 < elements.size(); i += 2) {
            fields.put(text(i), text(i + 1));
        }
        return fields;
    }
}

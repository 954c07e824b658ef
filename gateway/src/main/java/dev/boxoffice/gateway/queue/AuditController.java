package dev.boxoffice.gateway.queue;

import dev.boxoffice.platform.problem.FieldErrors;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Who was admitted to an event and how each admission ended, for operators who are asked why.
@RestController
class AuditController {

    private static final int MOST = 1_000;
    private static final Pattern ID = Pattern.compile("\\d{1,19}-\\d{1,19}");

    /// @param what `ADMITTED`, `DONE` (booked), `RELEASED`, `LAPSED` or `LEFT`
    /// @param who the hash that stands for a user in Redis; ask with `subject` to know whose it is
    /// @param place the number of his place
    record Entry(
            String id,
            Instant at,
            String what,
            String who,
            String place,
            @Nullable Instant until) {

        static Entry of(StreamMessage<String, byte[]> message) {
            String id = message.getId();
            String until = text(message, "until");
            return new Entry(
                    id,
                    Instant.ofEpochMilli(Long.parseLong(id, 0, id.indexOf('-'), 10)),
                    text(message, "what"),
                    text(message, "who"),
                    text(message, "place"),
                    until.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(until)));
        }

        private static String text(StreamMessage<String, byte[]> message, String field) {
            byte[] value = message.getBody().get(field);
            return value == null ? "" : new String(value, StandardCharsets.UTF_8);
        }
    }

    /// @param next what to ask for as `before` to read on; null at the end
    record Trail(List<Entry> entries, @Nullable String next) {}

    private final QueueStore store;

    AuditController(QueueStore store) {
        this.store = store;
    }

    /// The newest first. With `subject` only that user's entries among those looked at.
    @GetMapping("/events/{eventId}/queue/audit")
    Mono<Trail> audit(
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String subject) {
        UUID event = QueueController.event(eventId);
        if (before != null && !ID.matcher(before).matches()) {
            return Mono.error(FieldErrors.single("before", "must be the id of an entry"));
        }
        String who = subject == null ? null : UserHash.of(subject).text();
        return store.audit(event, before, MOST)
                .map(messages -> new Trail(
                        messages.stream()
                                .map(Entry::of)
                                .filter(entry -> who == null || who.equals(entry.who()))
                                .toList(),
                        messages.size() < MOST ? null : messages.getLast().getId()));
    }
}

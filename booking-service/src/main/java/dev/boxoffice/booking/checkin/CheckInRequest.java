package dev.boxoffice.booking.checkin;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The body of `POST /check-ins`.
///
/// @param eventIds what this gate lets into; none is any event
/// @param nonce the scan's own id: whoever was let in by it is let in by the same scan sent again
/// @param direction none is `IN`
record CheckInRequest(
        @Nullable String code,
        @Nullable List<String> eventIds,
        @Nullable String gate,
        @Nullable String nonce,
        @Nullable CheckInDirection direction) {

    private static final int MAX_LENGTH = 100;
    private static final int MAX_CODE_LENGTH = 1_000;
    private static final int MAX_EVENTS = 100;

    void validate() {
        var errors = FieldErrors.collect()
                .rejectIf(code == null || code.isBlank(), "code", "must be given")
                .rejectIf(
                        eventIds != null && eventIds.size() > MAX_EVENTS,
                        "eventIds",
                        "must name at most " + MAX_EVENTS + " events")
                .rejectIf(
                        code != null && code.length() > MAX_CODE_LENGTH,
                        "code",
                        "must have at most " + MAX_CODE_LENGTH + " characters")
                .rejectIf(!fits(gate), "gate", "must have 1 to " + MAX_LENGTH + " characters")
                .rejectIf(!fits(nonce), "nonce", "must have 1 to " + MAX_LENGTH + " characters");
        for (var i = 0; eventIds != null && i < Math.min(eventIds.size(), MAX_EVENTS); i++) {
            errors.rejectIf(
                    TimeOrderedId.parse(eventIds.get(i)).isEmpty(), "eventIds[" + i + "]", "must be an event's id");
        }
        errors.throwIfAny();
    }

    private static boolean fits(@Nullable String text) {
        return text != null && !text.isBlank() && text.length() <= MAX_LENGTH;
    }

    /// Empty where the gate lets into any event. Call after [#validate].
    Set<UUID> events() {
        return eventIds == null
                ? Set.of()
                : eventIds.stream().map(UUID::fromString).collect(Collectors.toUnmodifiableSet());
    }

    /// D2: without the white space and the invisible marks that a scanner puts around it, as every text comes in.
    String neededCode() {
        return Objects.requireNonNull(code, "validated");
    }

    GateScan scanBy(String scanner) {
        return new GateScan(
                direction == null ? CheckInDirection.IN : direction,
                gate == null ? "" : gate,
                nonce == null ? "" : nonce,
                scanner);
    }
}

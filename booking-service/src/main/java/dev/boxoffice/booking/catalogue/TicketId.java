package dev.boxoffice.booking.catalogue;

import dev.boxoffice.platform.id.TimeOrderedId;
import java.util.Optional;
import java.util.UUID;

/// Names one ticket of one event: `<eventId>.<ordinal>`.
///
/// @param ordinal the ticket's number in its event, from 0
public record TicketId(UUID event, int ordinal) {

    private static final int MAX_DIGITS = 6; // an event has at most 200,000 places

    /// Empty where the text cannot name a ticket, so that it is simply not found.
    public static Optional<TicketId> parse(String text) {
        var dot = text.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        var digits = text.substring(dot + 1);
        var plainNumber = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && (digits.length() == 1 || digits.charAt(0) != '0');
        return plainNumber
                ? TimeOrderedId.parse(text.substring(0, dot))
                        .map(event -> new TicketId(event, Integer.parseInt(digits)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return event + "." + ordinal;
    }
}

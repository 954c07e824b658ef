package dev.boxoffice.booking.catalogue;

import dev.boxoffice.platform.id.TimeOrderedId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Names one ticket of one event: `<eventId>.<ordinal>`.
///
/// @param ordinal the ticket's number in its event, from 0
public record TicketId(UUID event, int ordinal) {

    private static final int MAX_DIGITS = 6; // an event has at most 200,000 places

    /// Empty where the text cannot name a ticket, so that it is simply not found.
    public static Optional<TicketId> parse(@Nullable String text) {
        if (text == null || !text.contains(".")) {
            return Optional.empty();
        }
        var dot = text.indexOf('.');
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

    /// The numbers of these tickets of an event, each once and in order; empty where one names no ticket of it.
    public static Optional<List<Integer>> ordinals(UUID event, List<? extends @Nullable String> ids) {
        var ordinals = ids.stream()
                .flatMap(id -> parse(id).stream())
                .filter(ticket -> ticket.event().equals(event))
                .map(TicketId::ordinal)
                .toList();
        return ordinals.size() == ids.size()
                ? Optional.of(ordinals.stream().distinct().sorted().toList())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return event + "." + ordinal;
    }
}

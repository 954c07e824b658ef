package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.refund.ReturnTerms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What goes back to a buyer who gives a ticket back; a booking keeps the policy it was bought under.
///
/// @param windows the earlier, the more goes back; after the last nothing does
public record BookingRefundPolicy(List<Window> windows, boolean feesRefundable) {

    /// Everything, until the event starts.
    public static final BookingRefundPolicy DEFAULT =
            new BookingRefundPolicy(List.of(new Window(Duration.ZERO, ReturnTerms.ALL)), true);

    /// @param beforeStart until how long before the event starts
    /// @param percent of what is refundable
    public record Window(Duration beforeStart, BigDecimal percent) {}

    /// What applies at a time.
    ///
    /// @param until when something else applies; null for never
    public record Terms(
            BigDecimal percent, boolean fees, @Nullable Instant until) {}

    /// Of several windows that are open, the one that gives most.
    ///
    /// @param startsAt null where no date is known: then the best applies
    public Terms at(@Nullable Instant startsAt, Instant now) {
        return windows.stream()
                .filter(window -> startsAt == null || now.isBefore(startsAt.minus(window.beforeStart())))
                .max(Comparator.comparing(Window::percent))
                .map(window -> new Terms(window.percent(), feesRefundable, endOf(window, startsAt)))
                .orElseGet(() -> new Terms(BigDecimal.ZERO, feesRefundable, startsAt));
    }

    private static @Nullable Instant endOf(Window window, @Nullable Instant startsAt) {
        return Optional.ofNullable(startsAt)
                .map(start -> start.minus(window.beforeStart()))
                .orElse(null);
    }
}

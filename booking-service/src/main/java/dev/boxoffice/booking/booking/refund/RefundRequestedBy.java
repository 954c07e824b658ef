package dev.boxoffice.booking.booking.refund;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who asked for a refund, and what they say of it.
///
/// @param subject null where it follows from something else
/// @param places of the tickets whose money they give back, as in [BookingRefund]
public record RefundRequestedBy(
        @Nullable String subject, @Nullable String note, List<Integer> places) {

    public static final RefundRequestedBy NOBODY = new RefundRequestedBy(null, null);

    public RefundRequestedBy(@Nullable String subject, @Nullable String note) {
        this(subject, note, List.of());
    }

    public RefundRequestedBy forPlaces(List<Integer> tickets) {
        return new RefundRequestedBy(subject, note, tickets);
    }
}

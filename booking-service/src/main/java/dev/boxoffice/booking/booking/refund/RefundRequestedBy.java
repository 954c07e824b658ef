package dev.boxoffice.booking.booking.refund;

import org.jspecify.annotations.Nullable;

/// Who asked for a refund, and what they say of it.
///
/// @param subject null where it follows from something else
public record RefundRequestedBy(
        @Nullable String subject, @Nullable String note) {

    public static final RefundRequestedBy NOBODY = new RefundRequestedBy(null, null);
}

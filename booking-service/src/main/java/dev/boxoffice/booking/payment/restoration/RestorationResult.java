package dev.boxoffice.booking.payment.restoration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of one page of Stripe's payments.
///
/// @param checked payments of ours on it
/// @param restored ids of bookings that were not known here and have their seats again
/// @param refunded ids of bookings that were not known here and whose seats are somebody else's now
/// @param unreadable ids of captured payments of ours of which nothing more is known: a person has to see to them
/// @param next where the next page begins; null after the last
@JsonInclude(JsonInclude.Include.ALWAYS)
record RestorationResult(
        int checked,
        List<String> restored,
        List<String> refunded,
        List<String> unreadable,
        @Nullable String next) {}

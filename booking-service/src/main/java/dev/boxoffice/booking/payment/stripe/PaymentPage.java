package dev.boxoffice.booking.payment.stripe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Part of Stripe's list of payments, the newest first.
///
/// @param next where the next page begins; null after the last
public record PaymentPage(
        List<MadePayment> payments, @Nullable String next) {}

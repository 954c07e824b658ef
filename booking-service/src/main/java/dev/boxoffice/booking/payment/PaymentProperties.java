package dev.boxoffice.booking.payment;

import dev.boxoffice.booking.booking.ClaimTimes;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long payments may take, and how often open ones are looked at.
///
/// @param deadline from the claim to the payment's final outcome
/// @param maxInFlight most payments an instance has open with Stripe at a time; beyond it confirm answers 503
/// @param checkUnanswered when Stripe is asked about an attempt it has not answered
/// @param checkOpen how often Stripe is asked about a payment that waits for somebody
/// @param checkLease how long an instance that looks at a booking has for it
/// @param checkPoll pause between two looks for bookings and refunds that are due
/// @param checkBatch most of them taken at a time
/// @param secretWait how long confirm waits for the client secret that the buyer's browser needs
/// @param maxWait most seconds honoured of `Prefer: wait`
/// @param refundRetry pause before a refund that went wrong is tried again
/// @param missedPoll how often Stripe's list of events is read for refunds and disputes whose webhooks were lost
/// @param eventMemory how long handled webhooks are remembered; Stripe repeats them for three days
@ConfigurationProperties("boxoffice.payment")
public record PaymentProperties(
        @DefaultValue("5m") Duration deadline,
        @DefaultValue("512") int maxInFlight,
        @DefaultValue("12s") Duration checkUnanswered,
        @DefaultValue("15s") Duration checkOpen,
        @DefaultValue("30s") Duration checkLease,
        @DefaultValue("500ms") Duration checkPoll,
        @DefaultValue("50") int checkBatch,
        @DefaultValue("5s") Duration secretWait,
        @DefaultValue("30s") Duration maxWait,
        @DefaultValue("5s") Duration refundRetry,
        @DefaultValue("7d") Duration eventMemory,
        @DefaultValue("1m") Duration missedPoll) {

    private static final int MAX_DOUBLINGS = 10;

    /// When a claim made now has to be paid.
    public ClaimTimes claimTimes(Instant now) {
        return new ClaimTimes(now, now.plus(deadline), now.plus(checkUnanswered));
    }

    /// Ever longer, so that what always fails keeps nothing else.
    ///
    /// @param attempts made so far
    public Duration retryPause(int attempts) {
        return refundRetry.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS));
    }
}

package dev.boxoffice.booking.payment;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.BookingTransitions;
import dev.boxoffice.booking.booking.ClaimResult.Claimed;
import dev.boxoffice.booking.booking.ClaimTimes;
import dev.boxoffice.booking.booking.SeatClaims;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.time.Clock;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Money that came in for a booking that no longer waited for it: a card tried in the browser after the seats
/// had been given back, say. The seats are had after all where they are still free; else the money goes back
/// by itself.
@Component
class StrayCaptures {

    private static final Logger log = LoggerFactory.getLogger(StrayCaptures.class);

    private final SeatClaims claims;
    private final BookingTransitions transitions;
    private final JdbcClient jdbc;
    private final PaymentProperties properties;
    private final Clock clock;

    StrayCaptures(
            SeatClaims claims,
            BookingTransitions transitions,
            JdbcClient jdbc,
            PaymentProperties properties,
            Clock clock) {
        this.claims = claims;
        this.transitions = transitions;
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    void take(Booking booking, String intent) {
        var itsOwn =
                booking.attempt().intent() == null || booking.attempt().intent().equals(intent);
        if (booking.status() == BookingStatus.PAYMENT_FAILED && itsOwn && haveSeatsAfterAll(booking, intent)) {
            log.warn("Booking {} was paid after its payment had failed; its seats were still free", booking.id());
            return;
        }
        giveBack(booking, intent);
    }

    private boolean haveSeatsAfterAll(Booking booking, String intent) {
        var now = clock.instant();
        var times = new ClaimTimes(now, now.plus(properties.deadline()), now.plus(properties.checkUnanswered()));
        return claims.claimAgain(booking, null, true, times) instanceof Claimed
                && transitions.confirm(booking.event(), booking.id(), intent, null, now);
    }

    /// Once a payment, however often it is heard of.
    private void giveBack(Booking booking, String intent) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var refunds = jdbc.sql("""
                        with refunded as (
                            insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency,
                                reason, next_attempt_at, created_at, updated_at)
                            values (:event, :refund, :booking, :intent, :amount, :currency, 'NO_TICKET', :now, :now, :now)
                            on conflict do nothing
                            returning id
                        )
                        insert into booking.outbox (id, type, aggregate_id, payload, occurred_at)
                        select uuidv7(), 'PaymentCapturedWithoutTicket', :booking, jsonb_build_object(
                               'bookingId', :booking::text, 'eventId', :event::text, 'buyer', :buyer::text,
                               'paymentIntentId', :intent::text,
                               'total', jsonb_build_object('amount', :amount::bigint, 'currency', :currency::text)), :now
                          from refunded
                        """)
                .param("event", booking.event())
                .param("refund", TimeOrderedId.next())
                .param("booking", booking.id())
                .param("buyer", booking.buyer())
                .param("intent", intent)
                .param("amount", booking.total().amount())
                .param("currency", booking.total().currency())
                .param("now", now)
                .update();
        if (refunds > 0) {
            log.error(
                    "Payment {} was captured for booking {} ({}), which has no seats for it; refunding",
                    intent,
                    booking.id(),
                    booking.status());
        }
    }
}

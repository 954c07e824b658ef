package dev.boxoffice.support.feed;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.CaseSource;
import dev.boxoffice.support.cases.Report;
import dev.boxoffice.support.intake.Intake;
import dev.boxoffice.support.intake.KnownFacts;
import dev.boxoffice.support.intake.PlatformFacts;
import dev.boxoffice.support.triage.CaseFacts;
import dev.boxoffice.support.triage.Categories;
import dev.boxoffice.support.triage.Tier;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Opens the case of a buyer who paid and got nothing, before the buyer has to.
@Service
class SilentFailures {

    private final Intake intake;
    private final PlatformFacts platform;
    private final Clock clock;

    SilentFailures(Intake intake, PlatformFacts platform, Clock clock) {
        this.intake = intake;
        this.platform = platform;
        this.clock = clock;
    }

    /// Once a booking, whoever notices. A booking that has its tickets by now needs no case: the news was late.
    void paymentWithoutTicket(UUID bookingId, @Nullable UUID eventId, @Nullable String buyer) {
        var now = UtcTime.now(clock);
        var booking = platform.booking(bookingId).orElse(null);
        var facts = booking == null ? CaseFacts.NONE : booking.facts();
        if (Boolean.TRUE.equals(facts.ticketsIssued())) {
            return;
        }
        var report = report(
                bookingId, booking == null ? eventId : booking.eventId(), booking == null ? buyer : booking.buyer());
        intake.take(
                new Intake.Gathered(
                        CaseSource.PLATFORM,
                        Categories.PAYMENT_WITHOUT_TICKET + ":" + bookingId,
                        report,
                        known(facts, now)),
                now);
    }

    private static Report report(UUID bookingId, @Nullable UUID eventId, @Nullable String buyer) {
        return new Report(
                buyer,
                null,
                null,
                Tier.STANDARD,
                Report.PLATFORM_CHANNEL,
                "A payment was captured and no ticket issued",
                "The platform noticed by itself that booking " + bookingId
                        + " was paid for and has no tickets. The buyer may not know yet.",
                bookingId,
                eventId,
                "PAYMENT_CAPTURED_WITHOUT_TICKET",
                null);
    }

    private static KnownFacts known(CaseFacts facts, Instant now) {
        var amount = facts.amount() == null ? 0 : facts.amount();
        return new KnownFacts(facts, true, PlatformFacts.perHour(amount, facts.eventStartsAt(), now));
    }
}

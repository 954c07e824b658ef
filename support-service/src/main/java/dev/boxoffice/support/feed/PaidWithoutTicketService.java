package dev.boxoffice.support.feed;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.cases.data.GatheredFacts;
import dev.boxoffice.support.contract.ContractRepository;
import dev.boxoffice.support.intake.CaseIntakeService;
import dev.boxoffice.support.intake.IntakeCase;
import dev.boxoffice.support.lookup.BookingRecordRepository;
import dev.boxoffice.support.triage.category.CategoryName;
import dev.boxoffice.support.triage.severity.CaseFacts;
import dev.boxoffice.support.triage.severity.ContractTier;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Opens the case of a buyer who paid and got nothing, before the buyer has to.
@Service
class PaidWithoutTicketService {

    static final String ERROR_CODE = "PAYMENT_CAPTURED_WITHOUT_TICKET";

    private final CaseIntakeService intake;
    private final BookingRecordRepository bookings;
    private final BookingChangeService changes;
    private final ContractRepository contracts;
    private final Clock clock;

    PaidWithoutTicketService(
            CaseIntakeService intake,
            BookingRecordRepository bookings,
            BookingChangeService changes,
            ContractRepository contracts,
            Clock clock) {
        this.intake = intake;
        this.bookings = bookings;
        this.changes = changes;
        this.contracts = contracts;
        this.clock = clock;
    }

    /// Once a booking, whoever notices. A booking that has its tickets by now needs no case: the message was late.
    /// That the money was taken is certain, although its refund is under way in booking-service's tables.
    void openCase(PaidWithoutTicket paid) {
        var now = UtcTime.now(clock);
        var booking = bookings.find(paid.bookingId()).orElse(null);
        var facts = booking == null
                ? CaseFacts.CAPTURED_WITHOUT_TICKET
                : booking.facts().ofReporter().withCapture();
        if (Boolean.TRUE.equals(facts.ticketsIssued())) {
            return;
        }
        var known =
                booking == null ? paid : new PaidWithoutTicket(paid.bookingId(), booking.eventId(), booking.buyer());
        var sourceKey = CategoryName.PAYMENT_WITHOUT_TICKET + ":" + paid.bookingId();
        intake.take(
                new IntakeCase(
                        CaseSource.PLATFORM,
                        sourceKey,
                        report(known, tierOf(known.buyer())),
                        GatheredFacts.of(facts, now),
                        false),
                now);
    }

    /// Ends the case of a booking that has come out well meanwhile.
    @Transactional
    public void settle(SettledBooking settled) {
        var now = UtcTime.now(clock);
        if (settled.hasTickets()) {
            changes.ticketIssued(settled.bookingId(), now);
        } else {
            changes.refunded(settled.bookingId(), now);
        }
    }

    private ContractTier tierOf(@Nullable String buyer) {
        return buyer == null ? ContractTier.STANDARD : contracts.tierOf(buyer, false);
    }

    private static CaseReport report(PaidWithoutTicket paid, ContractTier tier) {
        return CaseReport.byPlatform(
                        "A payment was captured and no ticket issued",
                        "The platform noticed by itself that booking " + paid.bookingId()
                                + " was paid for and has no tickets. The buyer may not know yet.",
                        paid.buyer(),
                        tier,
                        ERROR_CODE)
                .about(paid.bookingId(), paid.eventId());
    }
}

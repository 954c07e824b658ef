package dev.boxoffice.support.feed;

import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.cases.data.GatheredFacts;
import dev.boxoffice.support.contract.ContractRepository;
import dev.boxoffice.support.intake.CaseIntakeService;
import dev.boxoffice.support.intake.IntakeCase;
import dev.boxoffice.support.lookup.BookingRecord;
import dev.boxoffice.support.lookup.BookingRecordRepository;
import dev.boxoffice.support.triage.severity.CaseFacts;
import dev.boxoffice.support.triage.severity.ContractTier;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// M3, M4: opens the case of a refund that failed, or of a payment that a bank disputes: once each, whoever notices.
@Service
class MoneyCaseService {

    static final String REFUND_FAILED = "REFUND_FAILED";
    static final String DISPUTED = "PAYMENT_DISPUTED";

    /// @param subject id of the refund, or of the dispute
    /// @param reason in Stripe's words
    record Trouble(
            UUID bookingId,
            @Nullable UUID eventId,
            @Nullable String buyer,
            String subject,
            @Nullable String reason) {}

    private final CaseIntakeService intake;
    private final BookingRecordRepository bookings;
    private final ContractRepository contracts;

    MoneyCaseService(CaseIntakeService intake, BookingRecordRepository bookings, ContractRepository contracts) {
        this.contracts = contracts;
        this.intake = intake;
        this.bookings = bookings;
    }

    void refundFailed(Trouble trouble, Instant now) {
        open(
                trouble,
                REFUND_FAILED,
                "A refund failed",
                "A refund of booking " + trouble.bookingId() + " has failed (" + trouble.reason()
                        + "). The buyer is owed the money: try again, or pay it another way.",
                now);
    }

    void disputed(Trouble trouble, Instant now) {
        open(
                trouble,
                DISPUTED,
                "A payment is disputed",
                "The buyer's bank disputes the payment of booking " + trouble.bookingId() + " (" + trouble.reason()
                        + "). Answer it in Stripe's dashboard in time; if it is lost, the tickets become void.",
                now);
    }

    private void open(Trouble trouble, String code, String subject, String text, Instant now) {
        var booking = bookings.find(trouble.bookingId());
        var report = CaseReport.byPlatform(subject, text, trouble.buyer(), tierOf(trouble.buyer()), code)
                .about(trouble.bookingId(), trouble.eventId());
        var facts = GatheredFacts.of(booking.map(BookingRecord::facts).orElse(CaseFacts.NONE), now);
        intake.take(new IntakeCase(CaseSource.PLATFORM, code + ":" + trouble.subject(), report, facts, false), now);
    }

    private ContractTier tierOf(@Nullable String buyer) {
        return buyer == null ? ContractTier.STANDARD : contracts.tierOf(buyer, false);
    }
}

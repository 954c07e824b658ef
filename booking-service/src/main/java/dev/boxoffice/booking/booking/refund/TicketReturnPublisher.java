package dev.boxoffice.booking.booking.refund;

import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.mail.BuyerMailPublisher;
import dev.boxoffice.booking.booking.mail.TicketHolderMailPublisher;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells of tickets that go back, in the transaction that takes them: by the audit, and by mail who paid for them and
/// who has them.
@Component
class TicketReturnPublisher {

    private final AuditRepository audit;
    private final BuyerMailPublisher buyers;
    private final TicketHolderMailPublisher holders;

    TicketReturnPublisher(AuditRepository audit, BuyerMailPublisher buyers, TicketHolderMailPublisher holders) {
        this.audit = audit;
        this.buyers = buyers;
        this.holders = holders;
    }

    /// To be called while they are still somebody's. What others do to a booking is in the audit by what they do.
    void publish(BookingMoney before, List<Integer> ordinals, CancelReason reason) {
        switch (reason) {
            case CUSTOMER -> note("TICKETS_RETURNED", before, ordinals, reason);
            case RESOLD -> note("TICKETS_RESOLD", before, ordinals, reason);
            case RESCHEDULED -> {
                note("TICKETS_RETURNED", before, ordinals, reason);
                mail(before, ordinals);
            }
            case ORGANIZER, ELSEWHERE, DISPUTE -> mail(before, ordinals);
            case EVENT_CANCELLED -> {}
        }
        tellHolders(before, ordinals, reason);
    }

    private void note(String action, BookingMoney before, List<Integer> ordinals, CancelReason reason) {
        var booking = before.booking();
        audit.append(AuditEntry.within(
                booking.event(),
                action,
                "booking",
                booking.id().toString(),
                booking.buyer(),
                Map.of("ordinals", ordinals, "reason", reason)));
    }

    /// To the buyer. For the other reasons they are told by whoever decides what goes back.
    private void mail(BookingMoney before, List<Integer> ordinals) {
        buyers.ticketsReturned(
                before.booking(), ordinals.size() == before.kept().size());
    }

    private void tellHolders(BookingMoney before, List<Integer> ordinals, CancelReason reason) {
        var passedOn = ordinals.stream().filter(before.transferred()::contains).toList();
        if (passedOn.isEmpty()) {
            return;
        }
        if (reason == CancelReason.EVENT_CANCELLED) {
            holders.eventCancelled(before.booking(), passedOn);
        } else {
            holders.ticketsVoided(before.booking(), passedOn);
        }
    }
}

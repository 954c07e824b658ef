package dev.boxoffice.booking.transfer;

import dev.boxoffice.booking.booking.BookingChangePublisher;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.seats.TicketChange;
import dev.boxoffice.booking.seats.TicketState.Status;
import dev.boxoffice.booking.transfer.TransferResult.Closed;
import dev.boxoffice.booking.transfer.TransferResult.Done;
import dev.boxoffice.booking.transfer.TransferResult.Reason;
import dev.boxoffice.booking.transfer.TransferResult.TooManyForReceiver;
import dev.boxoffice.booking.transfer.TransferResult.TooManyOffers;
import dev.boxoffice.booking.transfer.TransferResult.Unknown;
import dev.boxoffice.platform.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Passes tickets on. A ticket stays in the booking that paid for it, so that money goes back to its payer; its
/// owner is who may go in, and to whose limit it counts.
@Service
class TransferService {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final TransferRepository transfers;
    private final BookingMoneyRepository bookings;
    private final SaleCatalogueService catalogue;
    private final BookingChangePublisher changes;
    private final TransferMailPublisher mails;

    TransferService(
            TransferRepository transfers,
            BookingMoneyRepository bookings,
            SaleCatalogueService catalogue,
            BookingChangePublisher changes,
            TransferMailPublisher mails) {
        this.transfers = transfers;
        this.bookings = bookings;
        this.catalogue = catalogue;
        this.changes = changes;
        this.mails = mails;
    }

    /// @param most offers of one ticket within a day
    @Transactional
    public TransferResult offer(Transfer wanted, int most) {
        var ticket = wanted.ticket();
        var sale = catalogue.find(ticket.event()).orElse(null);
        var standing = lock(wanted).filter(found -> found.owner().equals(wanted.from()));
        if (sale == null || standing.isEmpty()) {
            return new Unknown();
        }
        var refusal = refusal(sale, standing.get(), wanted.createdAt());
        if (refusal.isPresent()) {
            return new Closed(refusal.get());
        }
        var first = transfers.findOffer(most, ticket, wanted.createdAt().minus(A_DAY));
        if (first.isPresent()) {
            return new TooManyOffers(
                    Duration.between(wanted.createdAt(), first.get().plus(A_DAY)));
        }
        var transfer = wanted.withSerial(standing.get().serial());
        if (!transfers.insert(transfer)) {
            return new Closed(Reason.OFFERED);
        }
        mails.offered(transfer, sale);
        return new Done(transfer);
    }

    /// Accepted again by the same person, it is the same answer.
    @Transactional
    public TransferResult accept(Transfer seen, Caller receiver, Instant now) {
        var subject = receiver.subject();
        if (seen.from().equals(subject)) {
            return new Closed(Reason.OWN);
        }
        var standing = lock(seen);
        var transfer = transfers.find(seen.id(), now).orElseThrow();
        if (transfer.isAcceptedBy(subject)) {
            return new Done(transfer);
        }
        if (transfer.status() != TransferStatus.OFFERED || standing.isEmpty()) {
            return new Closed(Reason.NOT_OFFERED);
        }
        var sale = catalogue.find(transfer.ticket().event()).orElseThrow();
        var refusal = refusal(sale, standing.get(), now);
        if (refusal.isPresent()) {
            return new Closed(refusal.get());
        }
        return accept(transfer, receiver, sale, now);
    }

    private TransferResult accept(Transfer transfer, Caller receiver, EventSale sale, Instant now) {
        if (!transfers.count(transfer, receiver.subject(), sale.maxPerCustomer())) {
            return new TooManyForReceiver(sale.maxPerCustomer());
        }
        var handed = transfers.handOver(transfer, receiver.subject(), now).orElseThrow();
        changes.publishReturned(
                new TicketChange(
                        transfer.ticket().event(),
                        transfer.booking(),
                        handed.tickets().as(Status.BOOKED, receiver.subject()),
                        null),
                handed.message());
        mails.accepted(transfer, contactOf(transfer, receiver), sale);
        return new Done(transfers.find(transfer.id(), now).orElseThrow());
    }

    private static Optional<BuyerContact> contactOf(Transfer transfer, Caller receiver) {
        return BuyerContact.of(receiver)
                .or(() -> transfer.isToAddress()
                        ? Optional.of(new BuyerContact(transfer.to(), receiver.name(), null))
                        : Optional.empty());
    }

    /// The booking first, then the ticket: whoever gives the booking back, or goes in, waits or has been before.
    private Optional<TicketStanding> lock(Transfer transfer) {
        bookings.lock(transfer.ticket().event(), transfer.booking());
        return transfers.lockTicket(transfer.ticket(), transfer.booking());
    }

    private static Optional<Reason> refusal(EventSale sale, TicketStanding standing, Instant now) {
        if (sale.status() == EventSale.Status.CANCELLED || sale.hasStarted(now)) {
            return Optional.of(Reason.EVENT_OVER);
        }
        if (standing.used()) {
            return Optional.of(Reason.USED);
        }
        return standing.onOffer() ? Optional.of(Reason.FOR_RESALE) : Optional.empty();
    }

    /// Whoever accepts it in the same moment has been before, or finds it ended.
    @Transactional
    public TransferResult end(Transfer transfer, TransferStatus status, Instant now) {
        lock(transfer);
        return transfers.end(transfer, status, now) ? new Done(transfer) : new Closed(Reason.NOT_OFFERED);
    }
}

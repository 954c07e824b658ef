package dev.boxoffice.booking.booking.mail;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.EventSale.Programme;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.outbox.OutboxRepository;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Has mail sent to a booking's buyer, by a message in the transaction that it tells of. The desk's mail server
/// carries it.
@Component
public class BuyerMailPublisher {

    private final BuyerContactRepository contacts;
    private final SaleCatalogueService catalogue;
    private final OutboxRepository outbox;

    BuyerMailPublisher(BuyerContactRepository contacts, SaleCatalogueService catalogue, OutboxRepository outbox) {
        this.contacts = contacts;
        this.catalogue = catalogue;
        this.outbox = outbox;
    }

    /// B7: the event does not take place.
    public void eventCancelled(Booking booking, Money refund) {
        var key = refund.amount() == 0 ? "cancelled" : "cancelled.refund";
        send(booking, "cancelled", text -> text.body(key, nameOf(booking), booking.id(), text.money(refund)));
    }

    /// B9: the buyer gave tickets back, or somebody did for them.
    public void ticketsReturned(Booking booking, boolean isAll) {
        var key = isAll ? "returned" : "partly";
        send(booking, key, text -> text.body(key, nameOf(booking), booking.id()));
    }

    /// B11: somebody else has bought them.
    public void ticketsResold(Booking booking, List<Integer> ordinals, Money refund) {
        var layout = catalogue.find(booking.event()).orElseThrow().layout();
        send(
                booking,
                "resold",
                text -> text.body(
                        "resold",
                        nameOf(booking),
                        booking.id(),
                        ordinals.stream()
                                .map(ordinal -> text.seat(layout.locationOf(ordinal)))
                                .collect(Collectors.joining("\n")),
                        text.money(refund)));
    }

    /// M8: a payment that no ticket stood for.
    public void paymentReturned(Booking booking, Money refund) {
        send(booking, "payment-returned", text -> text.body("payment-returned", booking.id(), text.money(refund)));
    }

    /// M3: money that came back from the buyer's bank.
    public void refundFailed(Booking booking, Money refund) {
        send(booking, "refund-failed", text -> text.body("refund-failed", booking.id(), text.money(refund)));
    }

    /// B8: the event moves.
    ///
    /// @param to null while nobody knows
    /// @param message what the organiser says of it
    public void eventMoved(Booking booking, @Nullable Instant to, Instant answerBy, @Nullable String message) {
        var programme = programmeOf(booking);
        var occasion = to == null ? "moved.open" : "moved";
        send(
                booking,
                occasion,
                text -> text.body(
                        occasion,
                        text.time(to, programme),
                        message == null ? "" : message + "\n\n",
                        text.time(answerBy, programme),
                        booking.id()));
    }

    private String nameOf(Booking booking) {
        return programmeOf(booking).name();
    }

    private Programme programmeOf(Booking booking) {
        return catalogue.find(booking.event()).map(EventSale::programme).orElseThrow();
    }

    private void send(Booking booking, String subject, Function<BuyerMailText, String> body) {
        contacts.find(booking).ifPresent(contact -> {
            var text = BuyerMailText.of(contact);
            send(new RequestedMail(
                    booking.id(),
                    booking.event(),
                    contact.email(),
                    text.line(subject + ".subject", nameOf(booking)),
                    body.apply(text),
                    text.language(),
                    List.of()));
        });
    }

    /// A mail that somebody else has written.
    public void send(RequestedMail mail) {
        outbox.append("MailRequested", mail.bookingId(), mail);
    }
}

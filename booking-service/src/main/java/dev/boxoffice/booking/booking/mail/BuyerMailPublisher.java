package dev.boxoffice.booking.booking.mail;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.outbox.OutboxRepository;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Has mail sent to a booking's buyer, by a message in the transaction that it tells of. The desk's mail server carries
/// it.
@Component
public class BuyerMailPublisher {

    record RequestedMail(UUID bookingId, UUID eventId, String recipient, String subject, String body) {}

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
        var event = nameOf(booking);
        send(
                booking,
                event + " is cancelled",
                "We are sorry: " + event + " does not take place. Your booking " + booking.id() + " is cancelled"
                        + (refund.amount() == 0
                                ? "."
                                : ", and " + text(refund) + " go back to the card you paid with. You need do nothing.")
                        + "\n");
    }

    /// M8: a payment that no ticket stood for.
    public void paymentReturned(Booking booking, Money refund) {
        send(
                booking,
                "Your payment was returned",
                "A payment for booking " + booking.id() + " reached us when its seats were no longer to be had. "
                        + text(refund) + " have gone back to the card you paid with.\n");
    }

    /// M3: money that came back from the buyer's bank.
    public void refundFailed(Booking booking, Money refund) {
        send(
                booking,
                "Your refund did not arrive",
                "Your bank has not taken our refund of " + text(refund) + " for booking " + booking.id()
                        + ". We owe you the money still, and our desk is looking for another way.\n");
    }

    /// B8: the event moves.
    public void eventMoved(Booking booking, String text) {
        send(booking, nameOf(booking) + " has a new date", text);
    }

    private String nameOf(Booking booking) {
        return catalogue.find(booking.event()).orElseThrow().programme().name();
    }

    private void send(Booking booking, String subject, String body) {
        contacts.emailOf(booking.buyer())
                .ifPresent(email -> outbox.append(
                        "MailRequested",
                        booking.id(),
                        new RequestedMail(booking.id(), booking.event(), email, subject, body)));
    }

    private static String text(Money money) {
        var digits = Currency.getInstance(money.currency()).getDefaultFractionDigits();
        return BigDecimal.valueOf(money.amount(), digits).toPlainString() + " " + money.currency();
    }
}

package dev.boxoffice.booking.booking.mail;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Has mail sent to whom tickets were passed on to; [BuyerMailPublisher] tells who paid. Of the money, and of what
/// may be done with the booking, these are told nothing.
@Component
public class TicketHolderMailPublisher {

    private final TicketHolderRepository holders;
    private final SaleCatalogueService catalogue;
    private final BuyerMailPublisher mails;

    TicketHolderMailPublisher(
            TicketHolderRepository holders, SaleCatalogueService catalogue, BuyerMailPublisher mails) {
        this.holders = holders;
        this.catalogue = catalogue;
        this.mails = mails;
    }

    /// B8: the event moves.
    ///
    /// @param bookings of one event
    /// @param to null while nobody knows
    /// @param message what the organiser says of it
    public void eventMoved(Collection<Booking> bookings, @Nullable Instant to, @Nullable String message) {
        if (bookings.isEmpty()) {
            return;
        }
        var sale = saleOf(bookings.iterator().next());
        var occasion = to == null ? "moved.open" : "moved";
        for (var holder : holders.find(sale.id(), bookings)) {
            send(
                    holder,
                    sale,
                    occasion + ".subject",
                    text -> text.body(
                            "holder." + occasion,
                            text.time(to, sale.programme()),
                            message == null ? "" : "\n\n" + message));
        }
    }

    /// B7: the event does not take place. To be told before these tickets go back.
    public void eventCancelled(Booking booking, Collection<Integer> ordinals) {
        var sale = saleOf(booking);
        for (var holder : holdersOf(booking, ordinals)) {
            send(holder, sale, "cancelled.subject", text -> text.body("holder.cancelled", nameOf(sale)));
        }
    }

    /// B9: whoever paid has their money back, and the tickets with it. To be told before these go back.
    public void ticketsVoided(Booking booking, Collection<Integer> ordinals) {
        var sale = saleOf(booking);
        for (var holder : holdersOf(booking, ordinals)) {
            send(
                    holder,
                    sale,
                    "holder.voided.subject",
                    text -> text.body(
                            "holder.voided",
                            nameOf(sale),
                            holder.ordinals().stream()
                                    .map(ordinal -> text.seat(sale.layout().locationOf(ordinal)))
                                    .collect(Collectors.joining("\n"))));
        }
    }

    /// Of these tickets only.
    private List<TicketHolder> holdersOf(Booking booking, Collection<Integer> ordinals) {
        return holders.find(booking.event(), List.of(booking)).stream()
                .map(holder -> new TicketHolder(
                        holder.booking(),
                        holder.ordinals().stream().filter(ordinals::contains).toList(),
                        holder.contact()))
                .filter(holder -> !holder.ordinals().isEmpty())
                .toList();
    }

    private EventSale saleOf(Booking booking) {
        return catalogue.find(booking.event()).orElseThrow();
    }

    private static String nameOf(EventSale sale) {
        return sale.programme().name();
    }

    private void send(TicketHolder holder, EventSale sale, String subject, Function<BuyerMailText, String> body) {
        var text = BuyerMailText.of(holder.contact());
        mails.send(new RequestedMail(
                holder.booking(),
                sale.id(),
                holder.contact().email(),
                text.line(subject, nameOf(sale)),
                body.apply(text),
                text.language(),
                List.of()));
    }
}

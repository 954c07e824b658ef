package dev.boxoffice.booking.waitlist;

import dev.boxoffice.booking.booking.mail.BuyerContactRepository;
import dev.boxoffice.booking.booking.mail.BuyerMailPublisher;
import dev.boxoffice.booking.booking.mail.BuyerMailText;
import dev.boxoffice.booking.booking.mail.RequestedMail;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.hold.Hold;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells whoever waits that seats are kept for them, in the transaction that keeps them.
@Component
class WaitlistMailPublisher {

    private final BuyerContactRepository contacts;
    private final BuyerMailPublisher mails;

    WaitlistMailPublisher(BuyerContactRepository contacts, BuyerMailPublisher mails) {
        this.contacts = contacts;
        this.mails = mails;
    }

    void offered(WaitlistEntry party, Hold hold, EventSale sale) {
        contacts.find(party.subject()).ifPresent(contact -> {
            var text = BuyerMailText.of(contact);
            var programme = sale.programme();
            var seats = hold.ordinals().stream()
                    .map(sale.layout()::locationOf)
                    .map(text::seat)
                    .collect(Collectors.joining("\n"));
            mails.send(new RequestedMail(
                    party.id(),
                    sale.id(),
                    contact.email(),
                    text.line("waitlist.subject", programme.name()),
                    text.body("waitlist", programme.name(), seats, text.time(hold.deadline(), programme)),
                    text.language(),
                    List.of()));
        });
    }
}

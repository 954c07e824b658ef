package dev.boxoffice.booking.ticket.mail;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.BuyerMailPublisher;
import dev.boxoffice.booking.booking.mail.BuyerMailText;
import dev.boxoffice.booking.booking.mail.MailAttachmentCodec;
import dev.boxoffice.booking.booking.mail.RequestedMail;
import dev.boxoffice.booking.booking.mail.RequestedMail.Attachment;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.ticket.calendar.CalendarFile;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Writes the mail that brings a booking's tickets.
@Service
class TicketMailService {

    private final SaleCatalogueService catalogue;
    private final MailAttachmentCodec links;
    private final MailRepetitionRepository repetitions;
    private final BuyerMailPublisher mails;
    private final Clock clock;

    TicketMailService(
            SaleCatalogueService catalogue,
            MailAttachmentCodec links,
            MailRepetitionRepository repetitions,
            BuyerMailPublisher mails,
            Clock clock) {
        this.catalogue = catalogue;
        this.links = links;
        this.repetitions = repetitions;
        this.mails = mails;
        this.clock = clock;
    }

    /// @param occasion of the mail: `confirmed`, or `reseated` where the tickets are for other seats now
    RequestedMail compose(Booking booking, BuyerContact contact, String occasion) {
        var sale = catalogue.find(booking.event()).orElseThrow();
        var programme = sale.programme();
        var text = BuyerMailText.of(contact);
        var seats = booking.ordinals().stream()
                .map(sale.layout()::locationOf)
                .map(text::seat)
                .collect(Collectors.joining("\n"));
        var files = "/internal/mail-attachments/" + links.encode(booking.id());
        return new RequestedMail(
                booking.id(),
                booking.event(),
                contact.email(),
                text.line(occasion + ".subject", programme.name()),
                text.body(
                        occasion,
                        programme.name(),
                        text.time(programme.startsAt(), programme),
                        programme.venue() + ", " + programme.city(),
                        seats,
                        text.money(booking.total()),
                        booking.id()),
                text.language(),
                List.of(
                        new Attachment("tickets.pdf", "application/pdf", files + "/tickets.pdf"),
                        new Attachment("event.ics", CalendarFile.MEDIA_TYPE, files + "/event.ics")));
    }

    /// @return false where it was asked for too often
    @Transactional
    public boolean sendAgain(Booking booking, BuyerContact contact, String by) {
        if (!repetitions.insert(booking, by, clock.instant())) {
            return false;
        }
        mails.send(compose(booking, contact, "confirmed"));
        return true;
    }
}

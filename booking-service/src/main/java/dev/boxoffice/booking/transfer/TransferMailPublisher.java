package dev.boxoffice.booking.transfer;

import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.BuyerContactRepository;
import dev.boxoffice.booking.booking.mail.BuyerMailPublisher;
import dev.boxoffice.booking.booking.mail.BuyerMailText;
import dev.boxoffice.booking.booking.mail.MailAttachmentCodec;
import dev.boxoffice.booking.booking.mail.RequestedMail;
import dev.boxoffice.booking.booking.mail.RequestedMail.Attachment;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells of a transfer in the transaction that makes it: both sides by mail, and the audit.
@Component
class TransferMailPublisher {

    private final BuyerContactRepository contacts;
    private final BuyerMailPublisher mails;
    private final TransferTokenCodec tokens;
    private final MailAttachmentCodec attachments;
    private final AuditRepository audit;

    TransferMailPublisher(
            BuyerContactRepository contacts,
            BuyerMailPublisher mails,
            TransferTokenCodec tokens,
            MailAttachmentCodec attachments,
            AuditRepository audit) {
        this.audit = audit;
        this.contacts = contacts;
        this.mails = mails;
        this.tokens = tokens;
        this.attachments = attachments;
    }

    /// In the giver's language, where nothing is known of the receiver.
    void offered(Transfer transfer, EventSale sale) {
        var locale = contacts.find(transfer.from()).map(BuyerContact::locale).orElse(null);
        var receiver = transfer.isToAddress()
                ? Optional.of(new BuyerContact(transfer.to(), null, locale))
                : contacts.find(transfer.to());
        receiver.ifPresent(contact -> {
            var text = BuyerMailText.of(contact);
            send(
                    transfer,
                    contact,
                    text.line("offer.subject", sale.programme().name()),
                    text.body(
                            "offer",
                            sale.programme().name(),
                            text.time(sale.programme().startsAt(), sale.programme()),
                            text.seat(sale.layout().locationOf(transfer.ticket().ordinal())),
                            text.time(transfer.expiresAt(), sale.programme()),
                            transfer.id(),
                            tokens.encode(transfer.id())),
                    List.of());
        });
    }

    /// @param receiver how to reach who has accepted
    void accepted(Transfer transfer, Optional<BuyerContact> receiver, EventSale sale) {
        audit.append(AuditEntry.within(
                transfer.ticket().event(),
                "TICKET_TRANSFERRED",
                "ticket",
                transfer.ticket().toString(),
                transfer.from(),
                Map.of("transfer", transfer.id())));
        var place = sale.layout().locationOf(transfer.ticket().ordinal());
        contacts.find(transfer.from()).ifPresent(giver -> {
            var text = BuyerMailText.of(giver);
            send(
                    transfer,
                    giver,
                    text.line("given.subject", sale.programme().name()),
                    text.body("given", sale.programme().name(), text.seat(place)),
                    List.of());
        });
        receiver.ifPresent(contact -> {
            var text = BuyerMailText.of(contact);
            var path = "/internal/mail-attachments/" + attachments.encode(transfer.id()) + "/ticket.pdf";
            send(
                    transfer,
                    contact,
                    text.line("received.subject", sale.programme().name()),
                    text.body("received", sale.programme().name(), text.seat(place)),
                    List.of(new Attachment("ticket.pdf", "application/pdf", path)));
        });
    }

    private void send(
            Transfer transfer, BuyerContact contact, String subject, String body, List<Attachment> attachments) {
        var language = BuyerMailText.of(contact).language();
        mails.send(new RequestedMail(
                transfer.booking(), transfer.ticket().event(), contact.email(), subject, body, language, attachments));
    }
}

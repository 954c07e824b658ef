package dev.boxoffice.support.feed;

import dev.boxoffice.support.mail.MailAttachment;
import dev.boxoffice.support.mail.RequestedMailService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What booking-service tells of money, and of what its buyers are to be told by mail.
@Service
class MoneyMessageService {

    static final String MAIL_REQUESTED = "MailRequested";

    static final Set<String> TYPES = Set.of(
            "PaymentCapturedWithoutTicket", "RefundSucceeded", "RefundFailed", "PaymentDisputed", MAIL_REQUESTED);

    private final PaidWithoutTicketService payments;
    private final MoneyCaseService cases;
    private final BookingChangeService bookings;
    private final MissedMessageRepository tables;
    private final RequestedMailService mails;

    MoneyMessageService(
            PaidWithoutTicketService payments,
            MoneyCaseService cases,
            BookingChangeService bookings,
            MissedMessageRepository tables,
            RequestedMailService mails) {
        this.payments = payments;
        this.cases = cases;
        this.bookings = bookings;
        this.tables = tables;
        this.mails = mails;
    }

    void handle(PlatformMessage message, Instant now) {
        switch (message.type()) {
            case "PaymentCapturedWithoutTicket" ->
                message.bookingId().ifPresent(booking -> captured(message, booking, now));
            case "RefundSucceeded" -> message.bookingId().ifPresent(booking -> bookings.refundSucceeded(booking, now));
            case "RefundFailed" -> trouble(message, "refundId", "failureCode", it -> cases.refundFailed(it, now));
            case "PaymentDisputed" -> trouble(message, "disputeId", "reason", it -> cases.disputed(it, now));
            case MAIL_REQUESTED -> sendMails(List.of(message), now);
            default -> throw new IllegalArgumentException(message.type());
        }
    }

    void sendMails(Collection<PlatformMessage> requests, Instant now) {
        mails.send(requests.stream().map(MoneyMessageService::letter).toList(), now);
    }

    private static RequestedMailService.Letter letter(PlatformMessage message) {
        var attachments = new ArrayList<MailAttachment>();
        message.data()
                .path("attachments")
                .forEach(file -> attachments.add(new MailAttachment(
                        file.path("name").asString(""),
                        file.path("mediaType").asString(""),
                        file.path("path").asString(""))));
        return new RequestedMailService.Letter(
                message.text("recipient"),
                message.text("subject"),
                message.text("body"),
                message.text("locale").isEmpty() ? null : message.text("locale"),
                attachments);
    }

    /// M8: news of the refund may have come before: then the case is told of and over at once.
    private void captured(PlatformMessage message, UUID booking, Instant now) {
        payments.openCase(new PaidWithoutTicket(booking, message.eventId().orElse(null), buyer(message)));
        if (tables.isStrayMoneyBack(booking)) {
            bookings.refundSucceeded(booking, now);
        }
    }

    private static void trouble(
            PlatformMessage message, String subject, String reason, Consumer<MoneyCaseService.Trouble> open) {
        message.bookingId()
                .ifPresent(booking -> open.accept(new MoneyCaseService.Trouble(
                        booking,
                        message.eventId().orElse(null),
                        buyer(message),
                        message.text(subject),
                        message.text(reason))));
    }

    private static @Nullable String buyer(PlatformMessage message) {
        return message.text("buyer").isEmpty() ? null : message.text("buyer");
    }

    void settle(SettledBooking settled) {
        payments.settle(settled);
    }

    void openMissed(PaidWithoutTicket paid) {
        payments.openCase(paid);
    }

    void openMissed(MoneyCaseService.Trouble failed, Instant now) {
        cases.refundFailed(failed, now);
    }
}

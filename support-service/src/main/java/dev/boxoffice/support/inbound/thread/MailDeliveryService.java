package dev.boxoffice.support.inbound.thread;

import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.inbound.InboundMailProperties;
import dev.boxoffice.support.inbound.parse.DropReason;
import dev.boxoffice.support.inbound.parse.InboundMail;
import dev.boxoffice.support.intake.TakenCase;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Acts on a mail, once: its id is written in the transaction that acts, so that one delivered again, after a
/// crash or by two mailboxes, finds what became of it.
@Service
public class MailDeliveryService {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    /// What became of a mail.
    ///
    /// @param opened the case it opened just now
    /// @param duplicate whether it was accepted before
    public record Delivery(
            InboundMailOutcome outcome, @Nullable TakenCase opened, boolean duplicate) {}

    private final InboundMailRepository mails;
    private final MailThreadService threads;
    private final MailReplyService replies;
    private final MailIntakeService intake;
    private final InboundMailProperties settings;

    MailDeliveryService(
            InboundMailRepository mails,
            MailThreadService threads,
            MailReplyService replies,
            MailIntakeService intake,
            InboundMailProperties settings) {
        this.mails = mails;
        this.threads = threads;
        this.replies = replies;
        this.intake = intake;
        this.settings = settings;
    }

    @Transactional
    public Delivery deliver(InboundMail mail, Instant now) {
        if (!mails.begin(mail.messageId(), mail.sender(), now)) {
            return new Delivery(mails.find(mail.messageId()).orElseThrow(), null, true);
        }
        var delivery = act(mail, now);
        mails.finish(mail.messageId(), delivery.outcome());
        return delivery;
    }

    private Delivery act(InboundMail mail, Instant now) {
        var sender = mail.sender();
        if (mail.dropped() != null || sender == null) {
            return dropped(mail.dropped() == null ? DropReason.NO_SENDER : mail.dropped());
        }
        var answered = threads.find(mail)
                .flatMap(thread -> replies.add(mail, thread, now))
                .map(SupportCase::id)
                .map(InboundMailOutcome.Message::new)
                .orElse(null);
        if (answered != null) {
            return new Delivery(answered, null, false);
        }
        mails.lockSender(sender);
        if (mails.countNewCases(sender, now.minus(AN_HOUR)) >= settings.newCasesAnHour()) {
            return dropped(DropReason.TOO_MANY_FROM_SENDER);
        }
        var opened = intake.open(mail, now).orElseThrow();
        var id = opened.supportCase().id();
        return opened.repeated()
                ? new Delivery(new InboundMailOutcome.Message(id), null, false)
                : new Delivery(new InboundMailOutcome.NewCase(id), opened, false);
    }

    private static Delivery dropped(DropReason reason) {
        return new Delivery(new InboundMailOutcome.Dropped(reason), null, false);
    }
}

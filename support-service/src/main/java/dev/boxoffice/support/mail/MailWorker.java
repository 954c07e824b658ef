package dev.boxoffice.support.mail;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.support.mail.MailAttachmentClient.MailFiles;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Carries mail from the outbox to the mail server, until the server takes it. Each of its lanes has a connection of
/// its own for one batch after the other, so that a slow mail keeps only those behind it in its own batch.
@Component
public class MailWorker extends Worker {

    private static final Duration POLL = Duration.ofMillis(500);

    /// Making a connection costs as many round trips as sending a mail or two.
    static final int BATCH = 20;

    private record Prepared(OutgoingMail mail, CompletableFuture<MailFiles> files) {}

    private final MailOutboxService outbox;
    private final MailAttachmentClient attachments;
    private final OutgoingMailService composer;
    private final int fetchedAhead;
    private volatile boolean ending;

    MailWorker(
            MailOutboxService outbox,
            MailAttachmentClient attachments,
            OutgoingMailService composer,
            OutgoingMailProperties settings) {
        super("mail", POLL, settings.connections());
        this.outbox = outbox;
        this.attachments = attachments;
        this.composer = composer;
        this.fetchedAhead = settings.attachmentFetches();
    }

    /// A process that ends waits for each lane's mail, not for its batch.
    @EventListener(ContextClosedEvent.class)
    void end() {
        ending = true;
    }

    @Override
    protected boolean runOnce() {
        var batch = outbox.take(BATCH);
        send(batch);
        return batch.mails().size() == BATCH && !ending;
    }

    /// Sends what is due, until nothing is.
    ///
    /// @return how many were sent
    public int sendDue() {
        var sent = 0;
        while (true) {
            var batch = outbox.take(BATCH);
            sent += send(batch);
            if (batch.mails().size() < BATCH) {
                return sent;
            }
        }
    }

    /// Each is written down as sent before the next one is begun: who dies in between sends one of them again.
    private int send(MailOutboxService.Batch batch) {
        var sent = 0;
        var mails = batch.mails();
        var prepared = new ArrayList<Prepared>();
        try (var connection = composer.connection()) {
            for (var i = 0; i < mails.size(); i++) {
                // No more, so that no lane's first mail waits behind all files of the others' batches.
                for (var mail : mails.subList(prepared.size(), Math.min(mails.size(), i + 1 + fetchedAhead))) {
                    prepared.add(new Prepared(mail, attachments.filesOf(mail)));
                }
                if (!mayBegin(prepared.get(i), batch)) {
                    outbox.giveBack(batch, mails.subList(i, mails.size()));
                    break;
                }
                sent += send(prepared.get(i), connection) ? 1 : 0;
            }
        } finally {
            prepared.forEach(one -> one.files().cancel(true));
        }
        return sent;
    }

    /// Once its files are here: they may have taken longer than anybody may keep a mail.
    private boolean mayBegin(Prepared prepared, MailOutboxService.Batch batch) {
        if (ending) {
            return false;
        }
        prepared.files().handle((_, _) -> true).join();
        return outbox.mayBegin(batch);
    }

    private boolean send(Prepared prepared, MailConnection connection) {
        var mail = prepared.mail();
        try {
            switch (prepared.files().join()) {
                case MailFiles.Found(var files) -> connection.send(composer.compose(mail, files));
                case MailFiles.Gone(var name) -> {
                    outbox.withdrawn(mail, name + " is no more to be had");
                    return false;
                }
            }
        } catch (CompletionException failure) {
            outbox.refused(mail, failure.getCause() == null ? failure : failure.getCause());
            return false;
        } catch (MessagingException | RuntimeException failure) { // whatever is wrong with one, the others go
            outbox.refused(mail, failure);
            return false;
        }
        outbox.sent(mail);
        return true;
    }
}

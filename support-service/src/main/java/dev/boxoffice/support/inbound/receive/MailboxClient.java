package dev.boxoffice.support.inbound.receive;

import dev.boxoffice.support.inbound.InboundMailProperties;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Empties a mailbox by IMAP. A mail leaves the mailbox only once what it says is committed; one that stays, since the
/// process died in between, is found again and recognised by its id. One that fails waits ever longer, so that those
/// behind it are taken, and in the end is moved to a folder where people look at it.
@Component
class MailboxClient {

    private static final Logger log = LoggerFactory.getLogger(MailboxClient.class);
    private static final long ROOM_FOR_HEADERS = 1;

    private final InboundMailProperties.Imap settings;
    private final long largest;
    private final MailRetrySchedule retries;

    MailboxClient(InboundMailProperties properties) {
        this.settings = properties.imap();
        this.largest = properties.limits().size().toBytes();
        this.retries = new MailRetrySchedule(settings.tries(), settings.retryDelay(), settings.longestRetryDelay());
    }

    boolean isConfigured() {
        return !settings.host().isBlank();
    }

    /// @return how many mails were taken
    int take(Consumer<byte[]> taken, Instant now) throws MessagingException {
        try (var store = connect();
                var folder = store.getFolder(settings.folder())) {
            folder.open(Folder.READ_WRITE);
            var messages = folder.getMessages();
            var tried = 0;
            var count = 0;
            for (var from = 0; from < messages.length && tried < settings.batch(); from += settings.batch()) {
                var to = Math.min(messages.length, from + settings.batch());
                var due = due(folder, Arrays.copyOfRange(messages, from, to), now);
                for (var one : due.subList(0, Math.min(due.size(), settings.batch() - tried))) {
                    count += take(folder, one, taken, now) ? 1 : 0;
                    tried++;
                }
            }
            return count;
        }
    }

    private record Due(String id, Message message) {}

    /// Those of a stretch of the mailbox that do not wait for another try.
    private List<Due> due(Folder folder, Message[] stretch, Instant now) throws MessagingException {
        var ids = new FetchProfile();
        ids.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(stretch, ids);
        var due = new ArrayList<Due>();
        for (var message : stretch) {
            var id = ((UIDFolder) folder).getUIDValidity() + ":" + ((UIDFolder) folder).getUID(message);
            if (retries.isDue(id, now)) {
                due.add(new Due(id, message));
            }
        }
        return due;
    }

    private boolean take(Folder folder, Due due, Consumer<byte[]> taken, Instant now) throws MessagingException {
        try {
            taken.accept(bytes(due.message()));
        } catch (MessageRemovedException takenElsewhere) {
            return false;
        } catch (RuntimeException | MessagingException failed) {
            if (!folder.isOpen()) {
                throw new MessagingException("The mailbox was closed", failed);
            }
            fail(folder, due, failed, now);
            return false;
        }
        due.message().setFlag(Flags.Flag.DELETED, true);
        retries.taken(due.id());
        return true;
    }

    private void fail(Folder folder, Due due, Exception failed, Instant now) throws MessagingException {
        if (!retries.failed(due.id(), now)) {
            log.warn("A mail could not be taken and stays in the mailbox", failed);
            return;
        }
        var aside = folder.getStore().getFolder(settings.failedFolder());
        if (!aside.exists()) {
            aside.create(Folder.HOLDS_MESSAGES);
        }
        folder.copyMessages(new Message[] {due.message()}, aside);
        due.message().setFlag(Flags.Flag.DELETED, true);
        log.error(
                "A mail could not be taken in {} tries and was moved to {}", settings.tries(), aside.getName(), failed);
    }

    private Store connect() throws MessagingException {
        var protocol = settings.tls() ? "imaps" : "imap";
        var prefix = "mail." + protocol + ".";
        var millis = Long.toString(settings.timeout().toMillis());
        var properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", millis);
        properties.setProperty(prefix + "timeout", millis);
        properties.setProperty(prefix + "writetimeout", millis);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "peek", "true");
        var store = Session.getInstance(properties).getStore(protocol);
        store.connect(settings.host(), settings.port(), settings.username(), settings.password());
        return store;
    }

    /// No more is held than is needed to see that it is too much.
    private byte[] bytes(Message message) throws MessagingException {
        var bytes = new ByteArrayOutputStream();
        try {
            message.writeTo(new OutputStream() {
                @Override
                public void write(int one) {
                    if (bytes.size() < largest + ROOM_FOR_HEADERS) {
                        bytes.write(one);
                    }
                }

                @Override
                public void write(byte[] some, int offset, int length) {
                    var room = largest + ROOM_FOR_HEADERS - bytes.size();
                    bytes.write(some, offset, Math.clamp(room, 0, length));
                }
            });
        } catch (IOException broken) {
            throw new MessagingException("A mail could not be fetched", broken);
        }
        return bytes.toByteArray();
    }
}

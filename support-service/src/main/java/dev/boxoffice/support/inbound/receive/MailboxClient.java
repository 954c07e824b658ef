package dev.boxoffice.support.inbound.receive;

import dev.boxoffice.support.inbound.InboundMailProperties;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Empties a mailbox by IMAP. A mail leaves the mailbox only once what it says is committed; one that stays, since the
/// process died in between, is found again and recognised by its id.
@Component
class MailboxClient {

    private static final Logger log = LoggerFactory.getLogger(MailboxClient.class);
    private static final long ROOM_FOR_HEADERS = 1;

    private final InboundMailProperties.Imap settings;
    private final long largest;

    MailboxClient(InboundMailProperties properties) {
        this.settings = properties.imap();
        this.largest = properties.limits().size().toBytes();
    }

    boolean isConfigured() {
        return !settings.host().isBlank();
    }

    /// @return how many mails were taken
    int take(Consumer<byte[]> taken) throws MessagingException {
        try (var store = connect();
                var folder = store.getFolder(settings.folder())) {
            folder.open(Folder.READ_WRITE);
            var most = Math.min(folder.getMessageCount(), settings.batch());
            var count = 0;
            for (var number = 1; number <= most; number++) {
                count += take(folder.getMessage(number), taken) ? 1 : 0;
            }
            return count;
        }
    }

    /// One that fails stays for the next time, and keeps those behind it from nothing.
    private boolean take(Message message, Consumer<byte[]> taken) throws MessagingException {
        try {
            taken.accept(bytes(message));
        } catch (RuntimeException failed) {
            log.warn("A mail could not be taken and stays in the mailbox", failed);
            return false;
        }
        message.setFlag(Flags.Flag.DELETED, true);
        return true;
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

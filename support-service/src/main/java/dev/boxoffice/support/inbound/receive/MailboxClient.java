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
import org.springframework.stereotype.Component;

/// Empties a mailbox by IMAP. A mail leaves the mailbox only once what it says is committed; one that stays, since the
/// process died in between, is found again and recognised by its id.
@Component
class MailboxClient {

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
            var count = Math.min(folder.getMessageCount(), settings.batch());
            for (var number = 1; number <= count; number++) {
                var message = folder.getMessage(number);
                taken.accept(bytes(message));
                message.setFlag(Flags.Flag.DELETED, true);
            }
            return count;
        }
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

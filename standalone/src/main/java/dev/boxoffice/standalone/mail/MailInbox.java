package dev.boxoffice.standalone.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Takes every mail by SMTP, whomever it is for, and keeps the last ones in memory. Mail to the desk waits
/// besides in a mailbox, from which the desk fetches it by IMAP.
@Component
class MailInbox implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MailInbox.class);
    private static final String SINK = "sink";
    private static final String DESK = "desk";
    private static final String LOOPBACK = "127.0.0.1";

    private final MailProperties properties;
    private final Clock clock;
    private final Deque<MailMessage> messages = new ArrayDeque<>();
    private @Nullable GreenMail server;

    MailInbox(MailProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        var started = new GreenMail(new ServerSetup[] {
            new ServerSetup(properties.port(), LOOPBACK, ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(properties.imapPort(), LOOPBACK, ServerSetup.PROTOCOL_IMAP)
        });
        started.withConfiguration(GreenMailConfiguration.aConfig()
                .withUser(SINK, SINK, SINK)
                .withUser(properties.desk(), DESK, DESK)
                .withDisabledAuthentication()); // on loopback, with mail that goes nowhere
        started.start();
        var sink = started.getUserManager().getUser(SINK);
        var desk = started.getUserManager().getUser(DESK);
        started.getUserManager().setMessageDeliveryHandler((message, recipient) -> {
            take(started, sink, message, recipient);
            return isForDesk(recipient.getEmail()) ? desk : sink;
        });
        server = started;
    }

    private boolean isForDesk(String recipient) {
        var at = properties.desk().lastIndexOf('@');
        var address = recipient.toLowerCase(Locale.ROOT);
        return address.equals(properties.desk())
                || (address.startsWith(properties.desk().substring(0, at) + "+")
                        && address.endsWith(properties.desk().substring(at)));
    }

    /// Reads the message here; the mailbox of what is for nobody is emptied, as it would keep everything for ever.
    private void take(GreenMail mail, GreenMailUser sink, MovingMessage message, MailAddress recipient) {
        try {
            keep(MailMessage.of(
                    UUID.randomUUID().toString(), clock.instant(), recipient.getEmail(), message.getMessage()));
            mail.getManagers().getImapHostManager().getInbox(sink).deleteAllMessages();
        } catch (MessagingException | IOException | FolderException e) {
            log.warn("A mail to {} could not be read", recipient.getEmail(), e);
        }
    }

    private synchronized void keep(MailMessage message) {
        messages.addFirst(message);
        while (messages.size() > properties.keep()) {
            messages.removeLast();
        }
    }

    /// Newest first.
    synchronized List<MailMessage> all() {
        return List.copyOf(messages);
    }

    synchronized Optional<MailMessage> find(String id) {
        return messages.stream().filter(message -> message.id().equals(id)).findFirst();
    }

    synchronized void empty() {
        messages.clear();
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }
}

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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Takes every mail by SMTP, whomever it is for, and keeps the last ones in memory.
@Component
class MailInbox implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MailInbox.class);
    private static final String SINK = "sink";

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
        var started = new GreenMail(new ServerSetup(properties.port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        started.withConfiguration(
                GreenMailConfiguration.aConfig().withUser(SINK, SINK, SINK).withDisabledAuthentication());
        started.start();
        var sink = started.getUserManager().getUser(SINK);
        started.getUserManager()
                .setMessageDeliveryHandler((message, recipient) -> take(started, sink, message, recipient));
        server = started;
    }

    /// Reads the message here; GreenMail's own mailbox is emptied, as it would keep everything for ever.
    private GreenMailUser take(GreenMail mail, GreenMailUser sink, MovingMessage message, MailAddress recipient) {
        try {
            keep(MailMessage.of(
                    UUID.randomUUID().toString(), clock.instant(), recipient.getEmail(), message.getMessage()));
            mail.purgeEmailFromAllMailboxes();
        } catch (MessagingException | IOException | FolderException e) {
            log.warn("A mail to {} could not be read", recipient.getEmail(), e);
        }
        return sink;
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

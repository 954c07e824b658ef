package dev.boxoffice.support.inbound.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.boxoffice.support.inbound.InboundMailProperties;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// S6: what a mailbox keeps, until it is committed.
@Tag("stores")
class MailboxClientTest {

    private final GreenMail server = new GreenMail(setup());
    private GreenMailUser desk;
    private Instant now = Instant.parse("2027-03-01T10:00:00Z");
    private MailboxClient mailbox;

    private static ServerSetup setup() {
        var setup = new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAP);
        setup.setServerStartupTimeout(Duration.ofMinutes(1).toMillis()); // of a busy machine
        return setup;
    }

    @BeforeEach
    void aMailbox() {
        server.start();
        desk = server.setUser("desk@boxoffice.example", "desk", "secret");
        var settings = Map.of(
                "imap.host",
                "localhost",
                "imap.port",
                server.getImap().getPort(),
                "imap.username",
                "desk",
                "imap.password",
                "secret",
                "imap.tls",
                false,
                "imap.timeout",
                Duration.ofSeconds(30));
        mailbox = new MailboxClient(
                new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("", InboundMailProperties.class));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void deliver(String... subjects) throws MessagingException {
        for (var subject : subjects) {
            var bytes = RawMail.from("guest@mail.example").subject(subject).bytes();
            desk.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)));
        }
    }

    /// What is taken of the mailbox, where those of this subject fail before they are committed.
    private List<String> take(String failing) throws MessagingException {
        now = now.plus(Duration.ofHours(1));
        return take(subject -> subject.startsWith(failing));
    }

    private List<String> take(Predicate<String> fails) throws MessagingException {
        var taken = new ArrayList<String>();
        mailbox.take(
                bytes -> {
                    var subject = new String(bytes, StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.startsWith("Subject: "))
                            .findFirst()
                            .orElse("")
                            .substring("Subject: ".length());
                    if (fails.test(subject)) {
                        throw new IllegalStateException("crashed before the commit");
                    }
                    taken.add(subject);
                },
                now);
        return taken;
    }

    /// A crash between fetching and committing neither loses a mail nor keeps those behind it waiting.
    @Test
    void a_mail_stays_in_the_mailbox_until_it_is_committed() throws MessagingException {
        deliver("first", "second", "third");

        assertThat(take("second")).containsExactly("first", "third");
        assertThat(take("none")).containsExactly("second");
        assertThat(take("none")).isEmpty();
    }

    @Test
    void mails_that_always_fail_keep_none_behind_them_waiting() throws MessagingException {
        deliver(IntStream.range(0, 50).mapToObj(i -> "bad " + i).toArray(String[]::new));
        deliver("behind them", "and another");
        Predicate<String> bad = subject -> subject.startsWith("bad");

        assertThat(take(bad)).as("as many as are tried at a time").isEmpty();
        assertThat(take(bad)).as("at the same moment").containsExactly("behind them", "and another");
        now = now.plus(Duration.ofMinutes(2));
        assertThat(take("none")).as("once nothing is wrong with them any more").hasSize(50);
    }

    @Test
    void a_mail_that_fails_so_many_times_is_moved_to_where_people_look() throws MessagingException {
        deliver("bad");
        for (var round = 0; round < 20; round++) {
            assertThat(take("bad"))
                    .as("nothing is taken, so it may not be the mail's fault")
                    .isEmpty();
        }
        assertThat(subjects("INBOX")).containsExactly("bad");
        deliver("good");

        assertThat(take("bad")).containsExactly("good");
        assertThat(take("bad")).isEmpty();
        assertThat(take("none")).as("it is no longer there").isEmpty();
        assertThat(subjects("Failed")).containsExactly("bad");
    }

    private List<String> subjects(String folder) throws MessagingException {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("localhost", server.getImap().getPort(), "desk", "secret");
            try (var opened = store.getFolder(folder)) {
                opened.open(Folder.READ_ONLY);
                var subjects = new ArrayList<String>();
                for (var message : opened.getMessages()) {
                    subjects.add(message.getSubject());
                }
                return subjects;
            }
        }
    }
}

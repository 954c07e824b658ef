package dev.boxoffice.support.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.platform.worker.WorkerScheduler;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.lookup.InstanceAddressFinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// Mail goes over a few connections side by side: none waits for a slow one, none is lost or doubled.
class MailConnectionTest extends SupportServiceTest {

    private static final String LONG_ENOUGH = "120000";

    @Autowired
    private RequestedMailService requested;

    @Autowired
    private MailRepository mails;

    @Autowired
    private InstanceAddressFinder instances;

    @Autowired
    private MailLanguageService languages;

    @Autowired
    private ReplyAddressCodec addresses;

    @Autowired
    private SupportProperties properties;

    @Autowired
    private OutgoingMailProperties settings;

    private final MailServerRelay relay = new MailServerRelay(MAIL.getSmtp().getPort());

    @BeforeEach
    void anEmptyMailbox() throws Exception {
        MAIL.purgeEmailFromAllMailboxes();
    }

    @AfterEach
    void noRelay() throws Exception {
        relay.close();
    }

    @Test
    void a_slow_mail_keeps_none_but_those_of_its_own_batch() throws Exception {
        write(2 * MailWorker.BATCH);
        var worker = worker(mails, 2);
        var slow = relay.holdNext();
        var lane = Thread.ofVirtual().start(worker::sendDue);
        slow.awaitReached();

        assertThat(worker.sendDue()).isEqualTo(MailWorker.BATCH);

        slow.end();
        lane.join();
        assertThat(idsReceived()).hasSize(2 * MailWorker.BATCH).doesNotHaveDuplicates();
    }

    @Test
    void connections_are_few_and_carry_one_mail_after_the_other() {
        var count = 10 * MailWorker.BATCH;
        write(count);
        var lanes = 3;
        var scheduler = new WorkerScheduler(List.of(worker(mails, lanes)), new SimpleMeterRegistry());
        scheduler.start();
        await().atMost(Duration.ofMinutes(2)).until(() -> unsent() == 0);
        scheduler.stop();

        assertThat(idsReceived()).hasSize(count).doesNotHaveDuplicates();
        assertThat(relay.mostOpenAtOnce()).isBetween(2, lanes);
        assertThat(relay.connectionsMade()).isBetween(10, 10 + 2 * lanes);
    }

    @Test
    void a_process_that_dies_between_a_mail_and_its_note_sends_that_one_again() {
        write(MailWorker.BATCH);
        var dying = new MailRepository(jdbc) {
            private final AtomicInteger notes = new AtomicInteger();

            @Override
            void markSent(UUID id, Instant now) {
                if (notes.incrementAndGet() == 7) {
                    throw new IllegalStateException("the process is killed here");
                }
                super.markSent(id, now);
            }
        };
        assertThatThrownBy(worker(dying, 1)::sendDue).hasMessageContaining("killed");
        assertThat(idsReceived()).hasSize(7);

        var next = worker(mails, 1);
        assertThat(next.sendDue()).as("the others are still the first one's").isZero();
        clock.pass(Duration.ofMinutes(2));
        assertThat(next.sendDue()).isEqualTo(MailWorker.BATCH - 6);

        assertThat(idsReceived()).hasSize(MailWorker.BATCH + 1);
        assertThat(idsReceived().stream().distinct()).hasSize(MailWorker.BATCH);
    }

    @Test
    void a_process_that_ends_gives_back_what_it_has_not_begun() throws Exception {
        write(5);
        var worker = worker(mails, 1);
        var slow = relay.holdNext();
        var lane = Thread.ofVirtual().start(worker::sendDue);
        slow.awaitReached();
        worker.end();
        slow.end();
        lane.join();

        assertThat(idsReceived()).hasSize(1);
        assertThat(attempts()).containsExactly(0, 0, 0, 0, 1);
        assertThat(worker(mails, 1).sendDue()).isEqualTo(4);
        assertThat(idsReceived()).hasSize(5).doesNotHaveDuplicates();
    }

    /// Else another instance would take it while it is still on its way.
    @Test
    void no_mail_is_begun_late_in_its_lease() throws Exception {
        write(5);
        var worker = worker(mails, 1);
        var slow = relay.holdNext();
        var lane = Thread.ofVirtual().start(worker::sendDue);
        slow.awaitReached();
        clock.pass(Duration.ofMinutes(1));
        slow.end();
        lane.join();

        assertThat(idsReceived()).hasSize(1);
        assertThat(worker(mails, 1).sendDue()).isEqualTo(4);
        assertThat(idsReceived()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void files_are_fetched_of_as_many_mails_at_once_as_may_be() throws Exception {
        var fetches = settings.attachmentFetches();
        BOOKINGS.filesWaitFor(fetches);
        for (var i = 0; i < 2 * fetches; i++) {
            write(fan(i), new MailAttachment("tickets.pdf", "application/pdf", "/internal/mail-attachments/x/" + i));
        }
        assertThat(worker(mails, 1).sendDue()).isEqualTo(2 * fetches);

        assertThat(BOOKINGS.mostFilesAtOnce()).isEqualTo(fetches);
        for (var mail : MAIL.getReceivedMessages()) {
            assertThat(((Multipart) mail.getContent()).getCount()).isEqualTo(2);
        }
    }

    @Test
    void a_mail_that_cannot_be_written_keeps_no_other() {
        write("lost@example.org", new MailAttachment("tickets.pdf", "application/pdf", "/elsewhere"));
        write(3);

        assertThat(worker(mails, 1).sendDue()).isEqualTo(3);
        assertThat(jdbc.sql("select last_error from support.mail where sent_at is null")
                        .query(String.class)
                        .single())
                .contains("an attachment is one of booking-service");
    }

    @Test
    void what_is_written_leaves_at_once() throws Exception {
        var server = new JavaMailSenderImpl();
        new OutgoingMailService(server, languages, addresses, properties);
        var sockets = (SocketFactory)
                Objects.requireNonNull(server.getJavaMailProperties().get("mail.smtp.socketFactory"));
        try (var socket = sockets.createSocket("localhost", relay.port())) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    private MailWorker worker(MailRepository repository, int lanes) {
        var server = new JavaMailSenderImpl();
        server.setHost("localhost");
        server.setPort(relay.port());
        server.getJavaMailProperties().setProperty("mail.smtp.timeout", LONG_ENOUGH); // a busy machine needs it
        var patient = new OutgoingMailProperties(
                settings.signingKey(),
                null,
                settings.zone(),
                settings.automaticPause(),
                Duration.ofMinutes(2),
                settings.attachmentFetches(),
                settings.attachmentDelayFactor(),
                lanes);
        return new MailWorker(
                new MailOutboxService(repository, addresses, properties, clock, new SimpleMeterRegistry()),
                new MailAttachmentClient(instances, patient),
                new OutgoingMailService(server, languages, addresses, properties),
                patient);
    }

    private void write(int count) {
        requested.send(
                IntStream.range(0, count)
                        .mapToObj(
                                i -> new RequestedMailService.Letter(fan(i), "Your tickets", "Hello", null, List.of()))
                        .toList(),
                clock.instant());
    }

    private void write(String recipient, MailAttachment file) {
        requested.send(
                List.of(new RequestedMailService.Letter(recipient, "Your tickets", "Hello", null, List.of(file))),
                clock.instant());
    }

    private static String fan(int number) {
        return "fan-" + number + "@example.org";
    }

    private long unsent() {
        return jdbc.sql("select count(*) from support.mail where sent_at is null")
                .query(Long.class)
                .single();
    }

    private List<Integer> attempts() {
        return jdbc.sql("select attempts from support.mail order by attempts")
                .query((row, _) -> row.getInt("attempts"))
                .list();
    }

    private List<String> idsReceived() {
        return Arrays.stream(MAIL.getReceivedMessages())
                .map(MailConnectionTest::idOf)
                .toList();
    }

    private static String idOf(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}

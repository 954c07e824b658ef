package dev.boxoffice.support.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.lookup.InstanceAddressFinder;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Sales go before mail: after each mail's files booking-service is left alone for a while.
class MailAttachmentClientTest extends SupportServiceTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Autowired
    private InstanceAddressFinder instances;

    @Autowired
    private OutgoingMailProperties settings;

    private final LinkedBlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
    private final Semaphore goOn = new Semaphore(0);

    @AfterEach
    void nobodyWaits() {
        goOn.release(10);
    }

    @Test
    void the_next_mail_waits_until_it_was_left_alone_long_enough() throws Exception {
        var client = client(3);
        assertThat(client.filesOf(mail()).get()).isInstanceOf(MailAttachmentClient.MailFiles.Found.class);
        assertThat(pauses.take()).isPositive().isLessThanOrEqualTo(TIMEOUT);

        var next = client.filesOf(mail());
        assertThatThrownBy(() -> next.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        goOn.release();
        assertThat(next.get()).isInstanceOf(MailAttachmentClient.MailFiles.Found.class);
    }

    @Test
    void it_is_never_left_alone_for_longer_than_it_may_take_to_answer() throws Exception {
        client(Integer.MAX_VALUE).filesOf(mail()).get();
        assertThat(pauses.take()).isEqualTo(TIMEOUT);
    }

    @Test
    void it_need_not_be_left_alone() throws Exception {
        client(0).filesOf(mail()).get();
        assertThat(pauses.take()).isZero();
    }

    @Test
    void files_that_nobody_wants_any_more_are_not_fetched() throws Exception {
        var client = client(1);
        client.filesOf(mail()).get();
        pauses.take();
        client.filesOf(mail()).cancel(true);
        goOn.release(2);
        client.filesOf(mail()).get();
        assertThat(pauses.take()).isPositive();
        assertThat(pauses).isEmpty();
    }

    /// Else whoever waits for the files waits for ever, and with them their lane.
    @Test
    void whatever_goes_wrong_is_told() {
        var broken = new AbstractList<MailAttachment>() {
            @Override
            public MailAttachment get(int index) {
                throw new StackOverflowError("too deep");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        assertThatThrownBy(() -> client(0).filesOf(mail(broken)).get(1, TimeUnit.MINUTES))
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    private MailAttachmentClient client(int factor) {
        var one = new OutgoingMailProperties(
                settings.signingKey(), null, settings.zone(), settings.automaticPause(), TIMEOUT, 1, factor, 1);
        return new MailAttachmentClient(instances, one, time -> {
            pauses.add(time);
            goOn.acquire();
        });
    }

    private static OutgoingMail mail() {
        return mail(List.of(
                new MailAttachment("tickets.pdf", "application/pdf", "/internal/mail-attachments/kept/tickets.pdf")));
    }

    private static OutgoingMail mail(List<MailAttachment> files) {
        return new OutgoingMail(
                UUID.randomUUID(), "BOOKING", "fan@example.org", "Your tickets", "Hello", 0, null, files, null);
    }
}

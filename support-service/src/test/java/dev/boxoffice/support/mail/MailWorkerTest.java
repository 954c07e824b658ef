package dev.boxoffice.support.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.UtcTime;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Multipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.client.RestClient;

class MailWorkerTest extends SupportServiceTest {

    @Autowired
    private MailWorker worker;

    @Autowired
    private RequestedMailService requested;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void anEmptyMailbox() throws Exception {
        MAIL.purgeEmailFromAllMailboxes();
    }

    @Test
    void the_reporter_is_mailed_what_the_desk_says() throws Exception {
        var id = desk.openWithEvidence("alice", "DOUBLE_CHARGE", "subject", "Zweimal bezahlt – ärgerlich")
                .id();
        desk.act(id, "replies", SupportDeskClient.agent("erin"), "body", "Which card was it?");

        assertThat(worker.sendDue()).isEqualTo(2);
        assertThat(worker.sendDue()).isZero();

        var received = MAIL.getReceivedMessagesForDomain("alice@example.org");
        assertThat(received).hasSize(2);
        var number = column(id, "number", String.class);
        assertThat(received[0].getSubject()).isEqualTo("[" + number + "] Zweimal bezahlt – ärgerlich");
        assertThat(received[1].getContent().toString())
                .startsWith("Which card was it?")
                .contains(number);
        assertThat(received[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received[1].getHeader("Auto-Submitted")).isNull(); // a person wrote it
    }

    /// A sale's mails may be thousands.
    @Test
    void the_tickets_of_a_sale_keep_neither_the_desk_nor_news_of_a_booking_waiting() {
        requested.send(
                Collections.nCopies(25, letterTo("fan@example.org", file("tickets.pdf", "kept"))), clock.instant());
        clock.pass(Duration.ofSeconds(1));
        requested.send(List.of(letterTo("guest@example.org", file("event.ics", "kept"))), clock.instant());
        clock.pass(Duration.ofSeconds(1));
        desk.open("greta", "body", "hello");
        assertThat(worker.sendDue()).isEqualTo(27);

        assertThat(MAIL.getReceivedMessages())
                .extracting(mail -> mail.getAllRecipients()[0].toString())
                .startsWith("greta@example.org", "guest@example.org")
                .endsWith("fan@example.org");
    }

    private static RequestedMailService.Letter letterTo(String recipient, MailAttachment file) {
        return new RequestedMailService.Letter(recipient, "About your booking", "Hello", null, List.of(file));
    }

    @Test
    void a_mail_server_that_is_away_gets_its_mail_later_under_the_same_id() throws Exception {
        desk.open("bob", "body", "hello");
        MAIL.stop();
        assertThat(worker.sendDue()).isZero();
        assertThat(desk.open("carol", "body", "hello").status()).isEqualTo(201);
        MAIL.start();

        assertThat(worker.sendDue()).isOne(); // carol's; bob's waits for its next attempt
        clock.pass(Duration.ofSeconds(10));
        assertThat(worker.sendDue()).isOne();

        var received = MAIL.getReceivedMessagesForDomain("bob@example.org");
        assertThat(received).hasSize(1);
        assertThat(received[0].getHeader("Message-ID")[0]).endsWith("@boxoffice.example>");
    }

    @Test
    void two_workers_send_each_mail_once() throws Exception {
        for (var i = 0; i < 30; i++) {
            desk.open(SupportDeskClient.someone("buyer"), "body", "hello " + i);
        }
        var other = Thread.ofVirtual().start(worker::sendDue);
        worker.sendDue();
        other.join();

        assertThat(MAIL.getReceivedMessages()).hasSize(30);
    }

    @Test
    void a_mail_whose_files_came_too_late_is_left_to_the_next_who_takes_it() {
        sendLetterTo("late@example.org");
        var lane = laneWaitingForFiles();
        clock.pass(Duration.ofSeconds(90));
        releaseFiles();

        assertThat(lane.join()).isZero();
        assertThat(MAIL.getReceivedMessages()).isEmpty();
        assertThat(attemptsOf("late@example.org")).isZero();
        assertThat(worker.sendDue()).isOne();
    }

    @Test
    void a_mail_that_another_has_taken_meanwhile_is_not_given_back() {
        sendLetterTo("later@example.org");
        var lane = laneWaitingForFiles();
        clock.pass(Duration.ofMinutes(3));
        jdbc.sql("update support.mail set attempts = 2, attempt_at = ? where recipient = 'later@example.org'")
                .param(UtcTime.of(clock.instant().plus(Duration.ofMinutes(2))))
                .update();
        releaseFiles();

        assertThat(lane.join()).isZero();
        assertThat(attemptsOf("later@example.org")).isEqualTo(2);
        assertThat(worker.sendDue()).isZero();
    }

    private void sendLetterTo(String recipient) {
        requested.send(List.of(letterTo(recipient, file("tickets.pdf", "kept"))), clock.instant());
    }

    private CompletableFuture<Integer> laneWaitingForFiles() {
        BOOKINGS.filesWaitFor(2);
        var lane = CompletableFuture.supplyAsync(worker::sendDue);
        await().until(() -> BOOKINGS.mostFilesAtOnce() == 1);
        return lane;
    }

    /// They wait for a second who asks.
    private static void releaseFiles() {
        RestClient.create(BOOKINGS.url())
                .get()
                .uri("/internal/mail-attachments/kept/tickets.pdf")
                .retrieve()
                .toBodilessEntity();
    }

    private int attemptsOf(String recipient) {
        return jdbc.sql("select attempts from support.mail where recipient = ?")
                .param(recipient)
                .query(Integer.class)
                .single();
    }

    /// B9: a mail waits for its files, goes once it has them, and without a calendar's that is no more to be had.
    @Test
    void a_mail_brings_the_files_that_booking_service_has_now() throws Exception {
        requested.send(
                List.of(new RequestedMailService.Letter(
                        "dora@example.org",
                        "Your tickets",
                        "Hello",
                        "de",
                        List.of(file("tickets.pdf", "kept"), file("event.ics", "gone")))),
                clock.instant());
        BOOKINGS.failsWith(503);
        assertThat(worker.sendDue()).isZero();
        BOOKINGS.failsWith(0);
        clock.pass(Duration.ofMinutes(1));
        assertThat(worker.sendDue()).isOne();

        var received = MAIL.getReceivedMessagesForDomain("dora@example.org");
        assertThat(received).hasSize(1);
        assertThat(received[0].getHeader("Content-Language")).containsExactly("de");
        var parts = (Multipart) received[0].getContent();
        assertThat(parts.getCount()).as("the text and one file").isEqualTo(2);
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("tickets.pdf");
        assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("/internal/mail-attachments/kept/tickets.pdf");
    }

    /// B9: its words say that tickets are attached. Given back or passed on meanwhile, there is nothing to say.
    @ParameterizedTest
    @ValueSource(strings = {"gone", "removed"})
    void a_mail_whose_tickets_are_no_more_to_be_had_is_given_up_at_once(String link) {
        var before = givenUp("files");
        var refused = meters.counter("boxoffice.support.mail.refused").count();
        requested.send(
                List.of(new RequestedMailService.Letter(
                        "emil@example.org",
                        "Your tickets",
                        "Your tickets are attached",
                        "en",
                        List.of(file("tickets.pdf", link), file("event.ics", "kept")))),
                clock.instant());
        assertThat(worker.sendDue()).isZero();
        clock.pass(Duration.ofHours(2));
        assertThat(worker.sendDue()).isZero();

        assertThat(MAIL.getReceivedMessages()).isEmpty();
        var left = jdbc.sql(
                        "select attempts, last_error, given_up_at is not null as given_up, sent_at is null as unsent"
                                + " from support.mail where recipient = 'emil@example.org'")
                .query()
                .singleRow();
        assertThat(left)
                .containsEntry("attempts", 1)
                .containsEntry("last_error", "tickets.pdf is no more to be had")
                .containsEntry("given_up", true)
                .containsEntry("unsent", true);
        assertThat(givenUp("files")).isEqualTo(before + 1);
        assertThat(meters.counter("boxoffice.support.mail.refused").count()).isEqualTo(refused);
    }

    private double givenUp(String reason) {
        return meters.counter("boxoffice.support.mail.given.up", "reason", reason)
                .count();
    }

    private static MailAttachment file(String name, String link) {
        var type = name.endsWith(".ics") ? "text/calendar" : "application/pdf";
        return new MailAttachment(name, type, "/internal/mail-attachments/" + link + "/" + name);
    }
}

package dev.boxoffice.support.inbound.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.inbound.InboundMailProperties;
import dev.boxoffice.support.inbound.thread.InboundMailOutcome;
import dev.boxoffice.support.mail.MailWorker;
import dev.boxoffice.support.mail.ReplyAddressCodec;
import dev.boxoffice.testkit.TestPostgres;
import jakarta.mail.Address;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class InboundMailTest extends SupportServiceTest {

    private static final String ERIN = SupportDeskClient.agent("erin");
    private static final String PNG = Base64.getMimeEncoder()
            .encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4, 5, 6, 7, 8});

    @Autowired
    private InboundMailService mails;

    @Autowired
    private InboundMailProperties settings;

    @Autowired
    private MailWorker worker;

    @Autowired
    private ReplyAddressCodec addresses;

    @Autowired
    private TransactionTemplate transactions;

    @BeforeEach
    void anEmptyMailbox() throws Exception {
        MAIL.purgeEmailFromAllMailboxes();
        desk.vouchFor("erin"); // a contractor would read no addresses and no files
    }

    private InboundMailOutcome receive(RawMail mail) {
        return mails.receive(mail.bytes(), clock.instant()).outcome();
    }

    private UUID opened(RawMail mail) {
        return ((InboundMailOutcome.NewCase) receive(mail)).caseId();
    }

    private MimeMessage[] sentTo(String address) {
        worker.sendDue();
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(mail -> recipients(mail).contains(address))
                .toArray(MimeMessage[]::new);
    }

    private static String recipients(MimeMessage mail) {
        try {
            return Arrays.stream(mail.getAllRecipients())
                    .map(Address::toString)
                    .toList()
                    .toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String conversation(UUID id) {
        return desk.get("/support/cases/" + id, ERIN).body().path("messages").toString();
    }

    /// S6: whoever cannot sign in asks by mail, and is answered by mail, in their language and hours.
    @Test
    void a_mail_of_somebody_unknown_becomes_a_case_they_are_answered_about_by_mail() throws Exception {
        var id = opened(RawMail.from("Gerda Groß <gerda@mail.example>")
                .subject("Wo sind meine Karten")
                .body("Ich habe bezahlt und die Karten sind nicht da, bitte helfen Sie."));
        assertThat(column(id, "reporter", String.class)).isEqualTo("mailto:gerda@mail.example");
        assertThat(column(id, "channel", String.class)).isEqualTo("EMAIL");
        assertThat(column(id, "reporter_locale", String.class)).isEqualTo("de");

        var first = sentTo("gerda@mail.example")[0];
        var number = column(id, "number", String.class);
        assertThat(first.getSubject()).isEqualTo("[" + number + "] Wo sind meine Karten");
        assertThat(first.getContent().toString())
                .contains("Wir haben Ihre Meldung", number)
                .containsPattern("\\(\\+0[12]:00\\)") // in winter and in summer
                .doesNotContain("We have", "Z.");
        assertThat(first.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(first.getReplyTo()[0].toString()).isEqualTo(addresses.addressOf(id));
        assertThat(first.getHeader("In-Reply-To")[0]).endsWith("@mail.example>");

        desk.act(id, "replies", ERIN, "body", "Which seat?");
        var reply = sentTo("gerda@mail.example")[1];
        assertThat(reply.getHeader("Auto-Submitted")).isNull();
        assertThat(reply.getHeader("References")[0]).contains(first.getMessageID());
    }

    /// S6: three ways back into the case, in this order.
    @Test
    void an_answer_finds_its_case_by_address_by_references_and_by_number() throws Exception {
        var id = opened(RawMail.from("gerda@mail.example").subject("Help"));
        var ours = sentTo("gerda@mail.example")[0];

        assertThat(receive(RawMail.from("gerda@mail.example")
                        .header("To", addresses.addressOf(id).toUpperCase(java.util.Locale.ROOT))
                        .body("by address")))
                .isEqualTo(new InboundMailOutcome.Message(id));
        assertThat(receive(RawMail.from("Gerda@Mail.Example")
                        .header("References", "<x@y> " + ours.getMessageID())
                        .body("by reference\n\nOn Monday, 1 March 2027 at 10:20, desk wrote:\n> We have your report")))
                .isEqualTo(new InboundMailOutcome.Message(id));
        assertThat(receive(RawMail.from("gerda@mail.example")
                        .subject("Re: [" + column(id, "number", String.class) + "] Help")
                        .body("by number")))
                .isEqualTo(new InboundMailOutcome.Message(id));

        assertThat(conversation(id))
                .contains("by address", "by reference", "by number")
                .doesNotContain("> We have your report");
        assertThat(desk.get("/support/cases?answered=false", ERIN).body().path("cases"))
                .hasSize(1);
    }

    /// S6: where the desk has no text in somebody's language, the whole mail is English, its times and header too.
    @Test
    void somebody_whose_language_the_desk_does_not_write_gets_a_mail_all_in_english() throws Exception {
        for (var language : List.of("fr", "es", "it", "nl", "fr-CA", "xx")) {
            var sender = SupportDeskClient.someone("reader") + "@mail.example";
            opened(RawMail.from(sender).header("Content-Language", language).body("Bonjour"));

            var mail = sentTo(sender)[0];
            assertThat(mail.getHeader("Content-Language")).as(language).containsExactly("en");
            assertThat(mail.getContent().toString())
                    .as(language)
                    .containsPattern(
                            "aim to resolve it by [A-Z][a-z]+ \\d{1,2}, \\d{4}(?:,| at) \\d{1,2}:\\d\\d\\h[AP]M \\(");
        }
        for (var language : List.of("de-AT", "en-GB")) {
            var sender = SupportDeskClient.someone("reader") + "@mail.example";
            opened(RawMail.from(sender).header("Content-Language", language).body("Hallo"));
            assertThat(sentTo(sender)[0].getHeader("Content-Language")).containsExactly(language);
        }
    }

    /// S6: a From is a claim; without the signed address, our Message-ID or the number it reaches nobody's case.
    @Test
    void a_forged_sender_reads_and_writes_nothing_of_anothers_case() throws Exception {
        var alices = desk.open("alice", "subject", "Secret matter").id(); // alice@example.org
        var ours = sentTo("alice@example.org")[0];
        var number = column(alices, "number", String.class);
        var before = conversation(alices);

        // The right sender, without what only she was sent.
        assertThat(receive(RawMail.from("alice@example.org").subject("Secret matter")))
                .isInstanceOf(InboundMailOutcome.NewCase.class);
        assertThat(receive(RawMail.from("alice@example.org").subject("[BO-00000-00000] Secret matter")))
                .isInstanceOf(InboundMailOutcome.NewCase.class);
        assertThat(receive(RawMail.from("alice@example.org")
                        .header("To", "desk+" + "a".repeat(55) + "@boxoffice.example")))
                .isInstanceOf(InboundMailOutcome.NewCase.class);
        // What only she was sent, and another sender.
        assertThat(receive(RawMail.from("mallory@evil.example").subject("Re: [" + number + "]")))
                .isInstanceOf(InboundMailOutcome.NewCase.class);
        assertThat(receive(RawMail.from("mallory@evil.example").header("In-Reply-To", ours.getMessageID())))
                .isInstanceOf(InboundMailOutcome.NewCase.class);
        assertThat(conversation(alices)).isEqualTo(before);
        for (var mail : sentTo("mallory@evil.example")) {
            assertThat(mail.getContent().toString() + mail.getSubject()).doesNotContain("Secret", number);
        }

        // Who was given her answer address writes a note for the desk, in nobody's name.
        var note = receive(RawMail.from("mallory@evil.example")
                .header("To", addresses.addressOf(alices))
                .body("Refund me"));
        assertThat(note).isEqualTo(new InboundMailOutcome.Message(alices));
        assertThat(conversation(alices)).contains("mallory@evil.example, who is not the reporter");
        assertThat(desk.get("/support/cases/" + alices, SupportDeskClient.buyer("alice"))
                        .body()
                        .toString())
                .doesNotContain("Refund me");
        assertThat(eventsOf(alices)).doesNotContain("CUSTOMER_REPLIED");
    }

    /// S3, S6: the same words from the same address are no proof that it is the same guest.
    @Test
    void a_forged_sender_does_not_join_a_guests_open_case() {
        var words = "I was charged twice for one ticket.";
        var guests = opened(
                RawMail.from("gerda@mail.example").subject("Charged twice").body(words));
        var forged = opened(
                RawMail.from("gerda@mail.example").subject("Charged twice").body(words));
        assertThat(forged).isNotEqualTo(guests);
        assertThat(conversation(guests)).doesNotContain("REPORTER");
    }

    /// S6: programs are not answered.
    @Test
    void automatic_answers_bounces_and_mass_mail_lead_to_nothing() {
        var id = opened(RawMail.from("gerda@mail.example"));
        var answer = addresses.addressOf(id);
        record Case(String header, String value, String reason) {}
        for (var one : List.of(
                new Case("Auto-Submitted", "auto-replied (vacation)", "AUTOMATIC_REPLY"),
                new Case("X-Auto-Response-Suppress", "DR, OOF, AutoReply", "AUTOMATIC_REPLY"),
                new Case("Precedence", "auto_reply", "AUTOMATIC_REPLY"),
                new Case("Precedence", "bulk", "BULK"),
                new Case("List-Id", "<news.example>", "BULK"),
                new Case("Return-Path", "<>", "DELIVERY_REPORT"),
                new Case("From", "MAILER-DAEMON@mail.example", "DELIVERY_REPORT"),
                new Case("Subject", "Abwesenheitsnotiz: Re: Hilfe", "AUTOMATIC_REPLY"),
                new Case(
                        "Content-Type", "multipart/report; report-type=delivery-status; boundary=b", "DELIVERY_REPORT"),
                new Case("From", "desk@boxoffice.example", "OWN_MAIL"),
                new Case("From", "a@b.example, c@d.example", "NO_SENDER"))) {
            var outcome = receive(
                    RawMail.from("gerda@mail.example").header("To", answer).header(one.header(), one.value()));
            assertThat(outcome)
                    .as(one.toString())
                    .isInstanceOfSatisfying(
                            InboundMailOutcome.Dropped.class,
                            dropped -> assertThat(dropped.reason().name()).isEqualTo(one.reason()));
        }
        assertThat(conversation(id)).doesNotContain("REPORTER");
        assertThat(receive(RawMail.from("gerda@mail.example").header("Auto-Submitted", "no")))
                .isInstanceOf(InboundMailOutcome.NewCase.class);
    }

    /// S6: another desk, whose answers carry no sign of being automatic and refer to nothing, is answered once.
    @Test
    void two_desks_that_mail_each_other_stop_after_one_exchange() throws Exception {
        receive(RawMail.from("help@other.example").subject("Ticket 1 was created"));
        var exchanged = 0;
        for (var i = 2; i < 8; i++) {
            var answers = sentTo("help@other.example");
            MAIL.purgeEmailFromAllMailboxes();
            exchanged += answers.length;
            for (var answer : answers) {
                // It acknowledges each of ours as a new matter.
                receive(RawMail.from("help@other.example")
                        .subject("Ticket " + i + " was created: "
                                + answer.getSubject().replaceAll("\\[.*]", "")));
            }
        }
        assertThat(exchanged).isEqualTo(1);
        clock.pass(Duration.ofMinutes(61));
        receive(RawMail.from("help@other.example").subject("A new day"));
        assertThat(sentTo("help@other.example")).hasSize(1);

        // Our own acknowledgement, brought back to us as it is, is an automatic answer.
        var bytes = new ByteArrayOutputStream();
        sentTo("help@other.example")[0].writeTo(bytes);
        assertThat(mails.receive(bytes.toByteArray(), clock.instant()).outcome())
                .isInstanceOf(InboundMailOutcome.Dropped.class);
    }

    /// S6: a mail that comes twice, or to two mailboxes at the same moment, acts once.
    @Test
    void a_mail_delivered_again_changes_nothing() throws Exception {
        var mail = RawMail.from("gerda@mail.example").bytes();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = new ArrayList<Callable<InboundMailOutcome>>();
            for (var i = 0; i < 8; i++) {
                both.add(() -> mails.receive(mail, clock.instant()).outcome());
            }
            var outcomes = new ArrayList<InboundMailOutcome>();
            for (var one : threads.invokeAll(both)) {
                outcomes.add(one.get());
            }
            assertThat(outcomes).allMatch(outcomes.getFirst()::equals);
        }
        assertThat(jdbc.sql("select count(*) from support.support_case where channel = 'EMAIL'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(mails.receive(mail, clock.instant()).duplicate()).isTrue();
    }

    /// S6: what dies before its commit was never accepted, and is accepted whole when it comes again.
    @Test
    void a_crash_before_the_commit_neither_loses_nor_doubles() {
        var mail = RawMail.from("gerda@mail.example").bytes();
        transactions.executeWithoutResult(crash -> {
            mails.receive(mail, clock.instant());
            crash.setRollbackOnly();
        });
        assertThat(jdbc.sql("select count(*) from support.inbound_mail")
                        .query(Long.class)
                        .single())
                .isZero();
        var again = mails.receive(mail, clock.instant());
        assertThat(again.duplicate()).isFalse();
        assertThat(again.outcome()).isInstanceOf(InboundMailOutcome.NewCase.class);
        assertThat(mails.receive(mail, clock.instant()).duplicate()).isTrue();
    }

    /// S6: the connection dies once everything is written, at the last statement before the commit.
    @Test
    void a_connection_that_dies_before_the_commit_leaves_nothing_behind() {
        var mail = RawMail.from("gerda@mail.example").bytes();
        var before = written();
        var database = JdbcClient.create(TestPostgres.shared().superuser());
        database.sql("""
                        create function support.die() returns trigger language plpgsql security definer as $$
                        begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$
                        """).update();
        database.sql("""
                        create trigger dies after update on support.inbound_mail for each row execute function support.die()
                        """).update();
        try {
            assertThatThrownBy(() -> mails.receive(mail, clock.instant())).isInstanceOf(RuntimeException.class);
        } finally {
            database.sql("drop function support.die() cascade").update();
        }
        assertThat(written()).isEqualTo(before);
        assertThat(mails.receive(mail, clock.instant()).outcome()).isInstanceOf(InboundMailOutcome.NewCase.class);
        assertThat(sentTo("gerda@mail.example")).hasSize(1);
    }

    private List<Long> written() {
        return Stream.of("inbound_mail", "support_case", "case_message", "case_event", "timer", "mail")
                .map(table -> jdbc.sql("select count(*) from support." + table)
                        .query(Long.class)
                        .single())
                .toList();
    }

    /// S6: an answer to a resolved case reopens it; to a closed one it is a new case.
    @Test
    void an_answer_reopens_what_was_resolved_and_not_what_is_closed() {
        var id = opened(RawMail.from("gerda@mail.example"));
        desk.act(id, "resolution", ERIN);
        var answer = RawMail.from("gerda@mail.example").header("To", addresses.addressOf(id));
        assertThat(receive(answer)).isEqualTo(new InboundMailOutcome.Message(id));
        assertThat(column(id, "status", String.class)).isEqualTo("ROUTED");
        desk.act(id, "resolution", ERIN);
        pass(Duration.ofHours(73));
        assertThat(column(id, "status", String.class)).isEqualTo("CLOSED");
        assertThat(receive(RawMail.from("gerda@mail.example").header("To", addresses.addressOf(id))))
                .isInstanceOf(InboundMailOutcome.NewCase.class);
    }

    /// S5, S6: mail about a merged case reaches the one it goes on in.
    @Test
    void mail_follows_a_merger() {
        var first = opened(RawMail.from("gerda@mail.example").subject("One matter"));
        var second = opened(RawMail.from("gerda@mail.example").subject("Quite another thing"));
        assertThat(desk.act(second, "merger", ERIN, "into", first.toString()).status())
                .isEqualTo(200);
        assertThat(receive(RawMail.from("gerda@mail.example").header("To", addresses.addressOf(second))))
                .isEqualTo(new InboundMailOutcome.Message(first));
    }

    /// S6: pictures and documents are kept, within limits, for the desk and the reporter; nothing else is.
    @Test
    void files_are_kept_within_limits_and_downloaded_by_those_who_may() {
        var id = opened(
                RawMail.from("gerda@mail.example")
                        .multipart(
                                "b",
                                "Content-Type: text/plain\r\n\r\nSee the picture.",
                                "Content-Type: application/octet-stream; name=\"../../seat.png\"\r\nContent-Disposition: attachment;"
                                        + " filename=\"../../seat.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                                        + PNG,
                                "Content-Type: image/png; name=\"virus.exe\"\r\nContent-Disposition: attachment\r\n\r\nMZ......",
                                "Content-Type: text/html; name=\"page.html\"\r\nContent-Disposition: attachment\r\n\r\n<script>"));
        var files =
                desk.get("/support/cases/" + id + "/attachments", ERIN).body().path("attachments");
        assertThat(files).hasSize(1);
        assertThat(files.get(0).path("mediaType").asString()).isEqualTo("image/png");
        assertThat(files.get(0).path("name").asString()).doesNotContain("/");
        assertThat(column(id, "body", String.class)).contains("See the picture.", "2 parts of this mail were not kept");

        var path = "/support/cases/" + id + "/attachments/"
                + files.get(0).path("id").asString();
        var download = desk.download(path, ERIN);
        assertThat(download.status()).isEqualTo(200);
        assertThat(download.header("Content-Disposition")).startsWith("attachment");
        assertThat(download.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(download.body()).startsWith((byte) 0x89, (byte) 'P');
        assertThat(desk.download(path, SupportDeskClient.buyer("bob")).status()).isEqualTo(404);
    }

    /// S6: one sender does not flood the desk.
    @Test
    void a_sender_opens_so_many_cases_an_hour() {
        for (var i = 0; i < settings.newCasesAnHour(); i++) {
            opened(RawMail.from("flood@mail.example").subject("Matter " + i));
        }
        assertThat(receive(RawMail.from("flood@mail.example").subject("One more")))
                .isInstanceOf(InboundMailOutcome.Dropped.class);
        assertThat(receive(RawMail.from("gerda@mail.example"))).isInstanceOf(InboundMailOutcome.NewCase.class);
    }

    /// S6: the mail server proves itself; anybody else is refused, also with an old or a borrowed signature.
    @Test
    void only_the_mail_server_posts_mail() {
        var mail = RawMail.from("gerda@mail.example").bytes();
        var secret = String.valueOf(settings.secret());
        var now = clock.instant();
        assertThat(post(mail, InboundMailSignature.sign(mail, secret, now)).text("outcome"))
                .isEqualTo("NEW_CASE");
        assertThat(post(mail, InboundMailSignature.sign(mail, secret, now)).text("duplicate"))
                .isEqualTo("true");
        assertThat(post(mail, null).status()).isEqualTo(401);
        assertThat(post(mail, "t=1,v1=" + "0".repeat(64)).status()).isEqualTo(401);
        assertThat(post(mail, InboundMailSignature.sign(mail, "another", now)).status())
                .isEqualTo(401);
        assertThat(post(mail, InboundMailSignature.sign(mail, secret, now.minus(Duration.ofMinutes(6))))
                        .status())
                .isEqualTo(401);
        var other = RawMail.from("mallory@evil.example").bytes();
        assertThat(post(other, InboundMailSignature.sign(mail, secret, now)).problem())
                .isEqualTo("unauthenticated");
    }

    private SupportDeskClient.Answer post(byte[] mail, @org.jspecify.annotations.Nullable String signature) {
        var request = desk.request("/support/inbound-mail", null)
                .setHeader("Content-Type", "message/rfc822")
                .POST(BodyPublishers.ofByteArray(mail));
        if (signature != null) {
            request.setHeader("X-Boxoffice-Signature", signature);
        }
        return desk.send(request);
    }
}

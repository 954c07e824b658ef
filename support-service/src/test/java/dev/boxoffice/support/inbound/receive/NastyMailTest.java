package dev.boxoffice.support.inbound.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.inbound.InboundMailProperties;
import dev.boxoffice.support.inbound.parse.InboundMailReader;
import dev.boxoffice.support.inbound.thread.InboundMailOutcome;
import dev.boxoffice.support.mail.ReplyAddressCodec;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

class NastyMailTest extends SupportServiceTest {

    private static final int MAILS = 1000;

    @Autowired
    private InboundMailService mails;

    @Autowired
    private InboundMailReader reader;

    @Autowired
    private InboundMailProperties settings;

    @Autowired
    private ReplyAddressCodec addresses;

    private UUID victim;

    private NastyMail.Target target() {
        victim = desk.open("victoria", "subject", "Private").id();
        var mail = jdbc.sql("select id from support.mail where case_id = ?")
                .param(victim)
                .query(UUID.class)
                .single();
        return new NastyMail.Target(
                "victoria@example.org",
                addresses.addressOf(victim),
                "<" + mail + "@boxoffice.example>",
                column(victim, "number", String.class));
    }

    /// S6: a thousand mails of every unpleasant kind each end in exactly one of three ways.
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES) // nothing hangs
    void a_thousand_nasty_mails_each_end_in_exactly_one_way() {
        var kinds = NastyMail.Kind.values();
        var source = new NastyMail(20270301, target());
        var counts = new EnumMap<NastyMail.Kind, Map<String, Integer>>(NastyMail.Kind.class);
        var opened = 0;
        var answers = 0;
        for (var i = 0; i < MAILS; i++) {
            var kind = kinds[i % kinds.length];
            var delivery = mails.receive(source.of(kind), clock.instant());
            var outcome = delivery.outcome();
            counts.computeIfAbsent(kind, _ -> new java.util.TreeMap<>()).merge(name(outcome), 1, Integer::sum);
            if (outcome instanceof InboundMailOutcome.NewCase && !delivery.duplicate()) {
                opened++;
            }
            if (outcome.equals(new InboundMailOutcome.Message(victim))) {
                answers++;
                assertThat(kind.name()).startsWith("ANSWER_");
            }
            if (i % 50 == 0) {
                clock.pass(java.time.Duration.ofHours(1)); // so that no sender meets the limit an hour
            }
        }
        System.out.println(counts);

        assertThat(count("select count(*) from support.support_case where channel = 'EMAIL'"))
                .isEqualTo(opened);
        assertThat(count("select count(*) from support.inbound_mail where outcome = 'NEW_CASE'"))
                .isEqualTo(opened);
        assertThat(count("select count(*) from support.case_message where kind = 'REPORTER'"))
                .isEqualTo(answers);
        assertThat(count("select count(*) from support.inbound_mail where outcome = 'MESSAGE'"))
                .isEqualTo(answers);
        assertThat(answers).isGreaterThan(100);
        assertThat(opened).isGreaterThan(300);
        var victims = desk.get("/support/cases/" + victim, SupportDeskClient.agent("erin"))
                .body()
                .toString();
        assertThat(victims).doesNotContain("FORGED", "We have your report\\r\\n>");
        assertThat(count("select coalesce(max(length(body)), 0) from support.support_case"))
                .isLessThanOrEqualTo(10_000);
    }

    /// S6: what is read of a mail is bounded, whatever the mail.
    @Test
    void what_is_read_of_a_mail_is_bounded() {
        var source = new NastyMail(7, new NastyMail.Target("a@b.example", "c@d.example", "<x@y>", "BO-00000-00000"));
        for (var kind : NastyMail.Kind.values()) {
            var mail = reader.read(source.of(kind));
            assertThat(mail.text().length())
                    .as(kind.name())
                    .isLessThanOrEqualTo(settings.limits().text());
            assertThat(mail.subject().length()).isLessThanOrEqualTo(200);
            assertThat(mail.files().size())
                    .isLessThanOrEqualTo(settings.attachments().perMail());
            assertThat(mail.references().size()).isLessThanOrEqualTo(100);
            assertThat(mail.text()).doesNotContain("\u0000", "\u202E");
        }
        assertThat(reader.read(source.of(NastyMail.Kind.DEEP)).dropped()).hasToString("TOO_LARGE");
        assertThat(reader.read(source.of(NastyMail.Kind.MANY_PARTS)).dropped()).hasToString("TOO_LARGE");
        assertThat(reader.read(source.of(NastyMail.Kind.MANY_HEADERS)).dropped())
                .hasToString("TOO_LARGE");
        assertThat(reader.read(source.of(NastyMail.Kind.HUGE)).dropped()).hasToString("TOO_LARGE");
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static String name(InboundMailOutcome outcome) {
        return switch (outcome) {
            case InboundMailOutcome.NewCase _ -> "NEW_CASE";
            case InboundMailOutcome.Message _ -> "MESSAGE";
            case InboundMailOutcome.Dropped(var reason) -> reason.name();
        };
    }
}

package dev.boxoffice.support.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.platform.servlet.audit.AuditSealService;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.inbound.receive.InboundMailService;
import dev.boxoffice.support.inbound.thread.InboundMailOutcome;
import dev.boxoffice.support.mail.ReplyAddressCodec;
import dev.boxoffice.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whoever is forgotten is in none of the desk's tables any more, and its seals hold.
class PersonErasedFromDeskTest extends SupportServiceTest {

    @Autowired
    private AuditSealService seals;

    @Autowired
    private InboundMailService mails;

    @Autowired
    private ReplyAddressCodec addresses;

    private final JdbcClient owner = JdbcClient.create(TestPostgres.shared().superuser());

    @Test
    void a_reporter_is_nowhere_after_their_erasure_and_the_seals_hold() {
        var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        desk.open(canary, "errorCode", "REFUND_LATE", "subject", "I am " + canary, "body", "Call me " + canary);
        seals.seal(clock.instant());
        assertThat(found(canary)).contains("support.support_case", "support.case_event");

        owner.sql("select support.erase_person(?, ?, support.addresses_of(?))")
                .params(canary, "erased-1", canary)
                .query(Long.class)
                .single();

        assertThat(found(canary)).isEmpty();
        assertThat(seals.verify(clock.instant()).intact()).isTrue();
    }

    /// B13: whoever is known by their address alone, because they only write mail; mails that were given up,
    /// and what came with a mail.
    @Test
    void who_only_wrote_is_nowhere_either() {
        var name = "canary" + UUID.randomUUID().toString().replace("-", "");
        var address = name + "@example.org";
        var id = desk.open("somebody-else", "errorCode", "REFUND_LATE", "subject", "Of " + name, "body", "Call " + name)
                .id()
                .toString();
        owner.sql(
                        "update support.support_case set reporter = null, reporter_email = ?, reporter_name = ? where id = ?::uuid")
                .params(address.toUpperCase(Locale.ROOT), name, id)
                .update();
        owner.sql("""
                        insert into support.case_message (id, case_id, kind, author, body, created_at)
                        values (gen_random_uuid(), :case::uuid, 'REPORTER', 'desk', :name, now())
                        """).param("case", id).param("name", name).update();
        owner.sql("""
                        insert into support.mail (id, case_id, recipient, subject, body, created_at, attempt_at, given_up_at, last_error)
                        values (gen_random_uuid(), :case::uuid, :address, 'Your case', :name, now(), now(), now(), :address)
                        """)
                .param("case", id)
                .param("name", name)
                .param("address", address)
                .update();
        owner.sql("""
                        insert into support.attachment (id, case_id, name, media_type, size, content, created_at)
                        values (gen_random_uuid(), :case::uuid, :name, 'text/plain', length(:bytes), :bytes, now())
                        """)
                .param("case", id)
                .param("name", name)
                .param("bytes", name.getBytes(StandardCharsets.UTF_8))
                .update();
        owner.sql("""
                        insert into support.inbound_mail (message_id, sender, outcome, case_id, received_at)
                        values (gen_random_uuid()::text, :address, 'NEW_CASE', :case::uuid, now())
                        """).param("case", id).param("address", address).update();
        assertThat(found(name))
                .contains("support.support_case", "support.case_message", "support.mail", "support.attachment");

        owner.sql("select support.erase_person('nobody', 'erased-2', ?)")
                .param(new String[] {address})
                .query(Long.class)
                .single();

        assertThat(found(name)).isEmpty();
    }

    /// B13: an account that also writes mail, which no rule understands, and is not content with an answer. The
    /// canary has six letters: no more of a word is kept of such a report.
    @Test
    void an_account_that_also_wrote_mail_is_nowhere_either() {
        var name = new SecureRandom()
                .ints(6, 'g', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        var account = name + "-account";
        var address = name + "@example.org";
        var erin = SupportDeskClient.agent("erin");
        var written = mail(address, "desk@boxoffice.example", "Wondrous " + name, "Unheard of " + name);
        assertThat(written).isInstanceOf(InboundMailOutcome.NewCase.class);
        var mailed = ((InboundMailOutcome.NewCase) written).caseId();
        assertThat(column(mailed, "words::text", String.class)).contains(name);
        mail(address, addresses.addressOf(mailed), "Re: Wondrous", "I am " + name);
        desk.act(mailed, "resolution", erin, "resolution", "Dear " + name);
        mail(address, addresses.addressOf(mailed), "Re: Wondrous", "No, says " + name);
        desk.act(mailed, "resolution", erin, "resolution", "Dear " + name);
        var reported = desk.open(account, "subject", "Unheard " + name, "body", "Wondrous " + name)
                .id();
        desk.act(reported, "resolution", erin, "resolution", "Dear " + name);
        assertThat(desk.act(reported, "reopening", SupportDeskClient.buyer(account), "reason", "Not for " + name)
                        .status())
                .isEqualTo(200);
        owner.sql("update support.support_case set reporter_email = ? where id = ?")
                .params(address, reported)
                .update();
        seals.seal(clock.instant());
        assertThat(found(name)).contains("support.support_case", "support.case_message", "support.case_event");

        owner.sql("select support.erase_person(?, 'erased-3', support.addresses_of(?))")
                .params(account, account)
                .query(Long.class)
                .single();

        assertThat(found(name)).isEmpty();
        assertThat(seals.verify(clock.instant()).intact()).isTrue();
        assertThat(column(mailed, "status", String.class)).isEqualTo("RESOLVED");
    }

    private InboundMailOutcome mail(String sender, String recipient, String subject, String body) {
        var text = """
                From: %s
                To: %s
                Message-ID: <%s@mail.example>
                Subject: %s

                %s
                """.formatted(sender, recipient, UUID.randomUUID(), subject, body);
        return mails.receive(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), clock.instant())
                .outcome();
    }

    private List<String> found(String canary) {
        var places = new ArrayList<String>();
        var tables = owner.sql("""
                        select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'support'
                        """).query(String.class).list();
        for (var table : tables) {
            var count = owner.sql("select count(*) from %s t where position(? in lower(t::text)) > 0".formatted(table))
                    .param(canary)
                    .query(Long.class)
                    .single();
            if (count > 0) {
                places.add(table);
            }
        }
        return places;
    }
}

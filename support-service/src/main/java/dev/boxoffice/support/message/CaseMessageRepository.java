package dev.boxoffice.support.message;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.mail.OutgoingMailProperties;
import dev.boxoffice.support.privacy.CardNumberMask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is said in cases. A message to reporters and the mail that carries it are written in one statement.
@Repository
public class CaseMessageRepository {

    private final JdbcClient jdbc;
    private final Duration automaticPause;

    CaseMessageRepository(JdbcClient jdbc, OutgoingMailProperties properties) {
        this.jdbc = jdbc;
        this.automaticPause = properties.automaticPause();
    }

    /// Tells the reporters of these cases, in the case and by mail where an address is known. An incident's
    /// acknowledgement and resolution reach each case once, however often this is called.
    ///
    /// @return how many were told
    public int tell(
            List<UUID> cases,
            CaseMessageKind kind,
            String author,
            @Nullable UUID incidentId,
            String body,
            Instant now) {
        return jdbc.sql("""
                        with told as (
                            insert into support.case_message (id, case_id, incident_id, kind, author, body, created_at)
                            select uuidv7(), s.id, cast(:incident as uuid), :kind, :author, :body, :now
                              from support.support_case s where s.id = any(:cases)
                            on conflict (case_id, incident_id, kind)
                               where kind in ('INCIDENT_ACKNOWLEDGEMENT', 'INCIDENT_RESOLUTION') do nothing
                            returning case_id
                        ), touched as (
                            update support.support_case s set version = version + 1, updated_at = :now
                              from told where s.id = told.case_id
                        ), mailed as (
                            insert into support.mail (id, case_id, kind, recipient, subject, body, created_at, attempt_at)
                            select uuidv7(), s.id, :kind, s.reporter_email, s.subject, :body, :now, :now
                              from told join support.support_case s on s.id = told.case_id
                             where s.reporter_email is not null and s.source <> 'SYNTHETIC'
                               -- S6: two desks that acknowledge each other's mail stop after one exchange
                               and not (:kind in ('ACKNOWLEDGEMENT', 'INCIDENT_ACKNOWLEDGEMENT')
                                        and s.reporter like 'mailto:%' and exists (
                                            select 1 from support.mail earlier
                                             where earlier.recipient = s.reporter_email
                                               and earlier.kind in ('ACKNOWLEDGEMENT', 'INCIDENT_ACKNOWLEDGEMENT')
                                               and earlier.created_at > :quietSince))
                        )
                        select count(*) from told
                        """)
                .param("cases", cases.toArray(UUID[]::new))
                .param("incident", incidentId)
                .param("kind", kind.name())
                .param("author", author)
                .param("body", CardNumberMask.removedFrom(body))
                .param("now", UtcTime.of(now))
                .param("quietSince", UtcTime.of(now.minus(automaticPause)))
                .query(Integer.class)
                .single();
    }

    /// Keeps what the reporter said. Nobody is mailed their own words.
    public void insertFromReporter(UUID caseId, String author, String body, Instant now) {
        jdbc.sql("""
                        insert into support.case_message (id, case_id, kind, author, body, created_at)
                        values (?, ?, 'REPORTER', ?, ?, ?)
                        """)
                .params(TimeOrderedId.next(), caseId, author, CardNumberMask.removedFrom(body), UtcTime.of(now))
                .update();
    }

    /// Keeps what somebody wrote down for the desk alone.
    public void insertNote(UUID caseId, String author, String body, Instant now) {
        jdbc.sql("""
                        insert into support.case_message (id, case_id, kind, author, body, created_at)
                        values (?, ?, 'NOTE', ?, ?, ?)
                        """)
                .params(TimeOrderedId.next(), caseId, author, CardNumberMask.removedFrom(body), UtcTime.of(now))
                .update();
    }

    /// What the reporter said in one case is said in another too, once, at the time it was said.
    public void copyReporters(UUID from, UUID into) {
        jdbc.sql("""
                        insert into support.case_message (id, case_id, kind, author, body, created_at)
                        select uuidv7(), :into, kind, author, body, created_at from support.case_message said
                         where case_id = :from and kind = 'REPORTER' and not exists (
                               select 1 from support.case_message known
                                where known.case_id = :into and known.kind = said.kind and known.author = said.author
                                  and known.body = said.body and known.created_at = said.created_at)
                        """).param("from", from).param("into", into).update();
    }

    public List<CaseMessage> findByCase(UUID caseId) {
        return jdbc.sql("""
                        select kind, author, body, created_at from support.case_message
                         where case_id = ? order by created_at, id
                        """)
                .param(caseId)
                .query((row, _) -> new CaseMessage(
                        CaseMessageKind.valueOf(row.getString("kind")),
                        row.getString("author"),
                        row.getString("body"),
                        UtcTime.read(row, "created_at")))
                .list();
    }
}

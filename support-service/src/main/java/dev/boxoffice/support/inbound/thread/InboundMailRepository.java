package dev.boxoffice.support.inbound.thread;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.inbound.parse.DropReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Mail that was accepted, and the threads it belongs to.
@Repository
class InboundMailRepository {

    private final JdbcClient jdbc;

    InboundMailRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whoever writes the id first acts; another with the same id waits here until that is committed, and finds it.
    ///
    /// @return false when the mail was accepted before
    boolean begin(String messageId, @Nullable String sender, Instant now) {
        return jdbc.sql("""
                        insert into support.inbound_mail (message_id, sender, outcome, reason, received_at)
                        values (:id, :sender, 'DROPPED', 'UNREADABLE', :now) on conflict (message_id) do nothing
                        """)
                        .param("id", messageId)
                        .param("sender", sender)
                        .param("now", UtcTime.of(now))
                        .update()
                == 1;
    }

    void finish(String messageId, InboundMailOutcome outcome) {
        var caseId = switch (outcome) {
            case InboundMailOutcome.NewCase(var id) -> id;
            case InboundMailOutcome.Message(var id) -> id;
            case InboundMailOutcome.Dropped _ -> null;
        };
        var name = switch (outcome) {
            case InboundMailOutcome.NewCase _ -> "NEW_CASE";
            case InboundMailOutcome.Message _ -> "MESSAGE";
            case InboundMailOutcome.Dropped _ -> "DROPPED";
        };
        jdbc.sql("""
                        update support.inbound_mail set outcome = :outcome, reason = :reason, case_id = :case
                         where message_id = :id
                        """)
                .param("outcome", name)
                .param("reason", outcome instanceof InboundMailOutcome.Dropped(var reason) ? reason.name() : null)
                .param("case", caseId)
                .param("id", messageId)
                .update();
    }

    Optional<InboundMailOutcome> find(String messageId) {
        return jdbc.sql("select outcome, reason, case_id from support.inbound_mail where message_id = ?")
                .param(messageId)
                .query((row, _) -> outcome(row))
                .optional();
    }

    private static InboundMailOutcome outcome(ResultSet row) throws SQLException {
        return switch (row.getString("outcome")) {
            case "NEW_CASE" -> new InboundMailOutcome.NewCase(row.getObject("case_id", UUID.class));
            case "MESSAGE" -> new InboundMailOutcome.Message(row.getObject("case_id", UUID.class));
            default -> new InboundMailOutcome.Dropped(DropReason.valueOf(row.getString("reason")));
        };
    }

    /// One sender's mails are taken in one after the other, so that their number is known.
    void lockSender(String sender) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 5))")
                .param(sender)
                .query(row -> {});
    }

    long countNewCases(String sender, Instant since) {
        return jdbc.sql("""
                        select count(*) from support.inbound_mail
                         where sender = ? and outcome = 'NEW_CASE' and received_at > ?
                        """).params(sender, UtcTime.of(since)).query(Long.class).single();
    }

    Optional<UUID> findByNumber(String number) {
        return jdbc.sql("select id from support.support_case where number = ?")
                .param(number)
                .query(UUID.class)
                .optional();
    }

    /// Cases of the mails with these ids, ours and theirs.
    ///
    /// @param ours ids that our own mails would have
    List<UUID> findByMessages(List<String> messageIds, List<UUID> ours) {
        return jdbc.sql("""
                        select case_id from support.mail where id = any(:ours) and case_id is not null
                        union
                        select case_id from support.inbound_mail where message_id = any(:theirs) and case_id is not null
                        """)
                .param("ours", ours.toArray(UUID[]::new))
                .param("theirs", messageIds.toArray(String[]::new))
                .query(ColumnRowMapper.ID)
                .list();
    }
}

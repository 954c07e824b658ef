package dev.boxoffice.support.timer;

import dev.boxoffice.support.UtcTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Sets and takes timers. What was due while no process ran is still unfired, and so is done once, on return.
@Repository
public class TimerRepository {

    private static final String SET_ANEW = """
            on conflict (kind, subject_id) do update
               set due_at = excluded.due_at, wake_at = excluded.wake_at, fired_at = null, attempts = 0
            """;

    private final JdbcClient jdbc;

    TimerRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Sets the timer, or sets it anew.
    public void arm(TimerKind kind, UUID subject, Instant dueAt) {
        jdbc.sql("""
                        insert into support.timer (kind, subject_id, due_at, wake_at) values (:kind, :subject, :due, :due)
                        """ + SET_ANEW)
                .param("kind", kind.name())
                .param("subject", subject)
                .param("due", UtcTime.of(dueAt))
                .update();
    }

    public void armAll(TimerKind kind, List<UUID> subjects, Instant dueAt) {
        jdbc.sql("""
                        insert into support.timer (kind, subject_id, due_at, wake_at)
                        select :kind, subject, :due, :due from unnest(:subjects) subject order by subject
                        """ + SET_ANEW)
                .param("kind", kind.name())
                .param("subjects", subjects.toArray(UUID[]::new))
                .param("due", UtcTime.of(dueAt))
                .update();
    }

    /// Sets several timers of one subject.
    public void armEach(UUID subject, Map<TimerKind, Instant> dues) {
        if (dues.isEmpty()) {
            return;
        }
        var kinds = dues.keySet().stream().sorted().toList();
        jdbc.sql("""
                        insert into support.timer (kind, subject_id, due_at, wake_at)
                        select kind, :subject, due, due
                          from (select kind, cast(due as timestamptz) from unnest(:kinds, :dues) timer (kind, due)) timer (kind, due)
                        """ + SET_ANEW)
                .param("subject", subject)
                .param("kinds", kinds.stream().map(TimerKind::name).toArray(String[]::new))
                .param(
                        "dues",
                        kinds.stream()
                                .map(kind -> String.valueOf(dues.get(kind)))
                                .toArray(String[]::new))
                .update();
    }

    /// Takes timers due, for the length of a lease: several replicas share the work, and what a dead one took comes
    /// back. No timer stays locked while its handler waits for a case, since those who hold a case also set timers.
    public List<DueTimer> take(Instant now, Duration lease, int most) {
        return jdbc.sql("""
                        with due as (
                            select kind, subject_id from support.timer
                             where fired_at is null and wake_at <= :now
                             order by wake_at limit :most for update skip locked
                        )
                        update support.timer t set wake_at = :lease
                          from due where t.kind = due.kind and t.subject_id = due.subject_id
                        returning t.kind, t.subject_id, t.due_at, t.attempts
                        """)
                .param("now", UtcTime.of(now))
                .param("most", most)
                .param("lease", UtcTime.of(now.plus(lease)))
                .query((row, _) -> new DueTimer(
                        TimerKind.valueOf(row.getString("kind")),
                        row.getObject("subject_id", UUID.class),
                        UtcTime.read(row, "due_at"),
                        row.getInt("attempts")))
                .list();
    }

    /// Unless its handler has set it anew.
    public void markFired(DueTimer timer, Instant now) {
        jdbc.sql("""
                        update support.timer set fired_at = :now
                         where kind = :kind and subject_id = :subject and due_at = :due and fired_at is null
                        """)
                .param("now", UtcTime.of(now))
                .param("kind", timer.kind().name())
                .param("subject", timer.subject())
                .param("due", UtcTime.of(timer.dueAt()))
                .update();
    }

    /// After a failure: later, so that one broken timer does not stand in the way of the others.
    public void postpone(DueTimer timer, Instant now, Duration pause) {
        jdbc.sql("""
                        update support.timer set wake_at = :later, attempts = attempts + 1
                         where kind = :kind and subject_id = :subject and due_at = :due and fired_at is null
                        """)
                .param("later", UtcTime.of(now.plus(pause)))
                .param("kind", timer.kind().name())
                .param("subject", timer.subject())
                .param("due", UtcTime.of(timer.dueAt()))
                .update();
    }

    public int deleteFiredBefore(Instant before) {
        return jdbc.sql("delete from support.timer where fired_at < ?")
                .param(UtcTime.of(before))
                .update();
    }
}

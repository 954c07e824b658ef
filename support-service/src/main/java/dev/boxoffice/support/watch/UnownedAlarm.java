package dev.boxoffice.support.watch;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.feed.Inbox;
import dev.boxoffice.support.notice.Notices;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Tells the manager, once an hour for each queue, of cases nobody took while their time runs out. Severity 1 escalates
/// besides; the others could wait unnoticed behind it.
@Component
class UnownedAlarm {

    private record Waiting(String queue, long cases, Instant nextDue) {}

    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final Notices notices;
    private final Clock clock;

    UnownedAlarm(JdbcClient jdbc, Inbox inbox, Notices notices, Clock clock) {
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.notices = notices;
        this.clock = clock;
    }

    @Transactional
    public void look() {
        var now = UtcTime.now(clock);
        var queues = jdbc.sql("""
                        select queue, count(*) as cases, min(due_at) as next_due from support.support_case s
                         where status = 'ROUTED' and risk_at <= :now and source <> 'SYNTHETIC'
                           and not exists (select 1 from support.sla_clock c
                                            where c.case_id = s.id and c.stopped_at is null and c.freeze_depth > 0)
                         group by queue order by queue
                        """)
                .param("now", UtcTime.of(now))
                .query((row, _) ->
                        new Waiting(row.getString("queue"), row.getLong("cases"), UtcTime.read(row, "next_due")))
                .list();
        for (var waiting : queues) {
            // The inbox remembers across replicas that this hour's alert has gone out.
            var alert = "unowned:" + waiting.queue() + ":" + now.truncatedTo(ChronoUnit.HOURS);
            if (inbox.isNew(alert, "UnownedAlarm", now)) {
                notices.alertManager(
                        "Cases without an owner in queue " + waiting.queue(),
                        "%d cases nobody owns have little time left or none; the first is due at %s."
                                .formatted(waiting.cases(), waiting.nextDue()),
                        now);
            }
        }
    }
}

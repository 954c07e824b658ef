package dev.boxoffice.support.watch;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.feed.Inbox;
import dev.boxoffice.support.notice.Notices;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Alerts the manager, once a day, when too many cases went to the wrong queue first.
@Component
class MisrouteAlarm {

    private record Day(long cases, long misrouted) {}

    /// Below this many a share says nothing.
    private static final int FEWEST_MISROUTES = 5;

    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final Notices notices;
    private final SupportProperties properties;
    private final Clock clock;

    MisrouteAlarm(JdbcClient jdbc, Inbox inbox, Notices notices, SupportProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.notices = notices;
        this.properties = properties;
        this.clock = clock;
    }

    @Transactional
    public void look() {
        var now = UtcTime.now(clock);
        var day = jdbc.sql("""
                        select count(*) as cases, count(*) filter (where misroutes > 0) as misrouted
                          from support.support_case where source = 'REPORT' and created_at > ?
                        """)
                .param(UtcTime.of(now.minus(Duration.ofDays(1))))
                .query((row, _) -> new Day(row.getLong("cases"), row.getLong("misrouted")))
                .single();
        var tooMany = day.misrouted() >= FEWEST_MISROUTES
                && day.misrouted() * 100 > day.cases() * properties.misrouteAlarmPercent();
        // The inbox remembers across replicas that today's alert has gone out.
        if (tooMany && inbox.isNew("misroutes:" + now.atZone(ZoneOffset.UTC).toLocalDate(), "MisrouteAlarm", now)) {
            notices.alertManager(
                    "Many misrouted cases",
                    "%d of %d cases of the last 24 hours went to the wrong queue first."
                            .formatted(day.misrouted(), day.cases()),
                    now);
        }
        inbox.forgetOld(now);
    }
}

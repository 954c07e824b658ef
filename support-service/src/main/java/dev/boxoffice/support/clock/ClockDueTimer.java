package dev.boxoffice.support.clock;

import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Wakes at a deadline. A clock that was frozen, moved or stopped meanwhile is left alone: the update decides.
@Component
class ClockDueTimer implements TimerHandler {

    private final JdbcClient jdbc;
    private final Breaches breaches;

    ClockDueTimer(JdbcClient jdbc, Breaches breaches) {
        this.jdbc = jdbc;
        this.breaches = breaches;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.CLOCK_DUE;
    }

    @Override
    public void wake(UUID clockId, Instant now) {
        lockItsCase(clockId);
        breaches.settleClock(clockId, now);
    }

    /// Cases are locked before clocks everywhere; doing it here too keeps a breach out of a deadlock with a resolution.
    private void lockItsCase(UUID clockId) {
        jdbc.sql("""
                        select id from support.support_case
                         where id = (select case_id from support.sla_clock where id = ?) for update
                        """).param(clockId).query(UUID.class).optional();
    }
}

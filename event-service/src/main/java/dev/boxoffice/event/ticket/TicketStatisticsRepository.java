package dev.boxoffice.event.ticket;

import dev.boxoffice.event.cache.AfterCommit;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Has Postgres count a partition anew as soon as an event's tickets are in it.
///
/// Plans are kept by each connection. One that was made while the partition was small reads all of it, and stays until
/// statistics change: with autovacuum's next round, a minute into a sale whose first minute is the busiest.
@Repository
class TicketStatisticsRepository {

    private static final Logger log = LoggerFactory.getLogger(TicketStatisticsRepository.class);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final JdbcTemplate jdbc;

    TicketStatisticsRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Must run in the transaction that adds the tickets; acts when it is committed. The answer that an event is on
    /// sale waits for it, since the sale's first second is its buyers'; but not for long, since this needs another
    /// connection while that of the transaction is not yet back in the pool.
    void refreshAfterCommit(UUID event) {
        AfterCommit.run(() -> {
            var refresh = Thread.ofVirtual().name("ticket-statistics").start(() -> refresh(event));
            try {
                refresh.join(PATIENCE);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void refresh(UUID event) {
        try {
            var partition = jdbc.queryForList(
                    "select tableoid::regclass::text from inventory.ticket where event_id = ? limit 1",
                    String.class,
                    event);
            // A partition that is being analysed already needs no second turn.
            partition.forEach(name -> jdbc.execute("analyze (skip_locked) " + name));
        } catch (DataAccessException unimportant) {
            log.warn("Statistics of event {} are left to autovacuum: {}", event, unimportant.getMessage());
        }
    }
}

package dev.boxoffice.support.lookup;

import dev.boxoffice.support.UtcTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Reads event-service's tables, with the select grants it gave the desk.
///
/// Always outside the caller's transaction: a table that is not there yet must not spoil it.
@Repository
public class EventRecordRepository {

    private final JdbcClient jdbc;

    EventRecordRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Optional<EventRecord> find(UUID eventId) {
        return jdbc.sql("select id, name, owner, status, starts_at from catalog.event where id = ?")
                .param(eventId)
                .query((row, _) -> new EventRecord(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("owner"),
                        row.getString("status"),
                        UtcTime.readNullable(row, "starts_at")))
                .optional();
    }

    /// In whose hours an event takes place.
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Optional<String> timezoneOf(UUID eventId) {
        return jdbc.sql("""
                        select v.timezone from catalog.event e join catalog.venue v on v.id = e.venue_id where e.id = ?
                        """).param(eventId).query(String.class).optional();
    }

    /// What the unsold tickets of an event are worth, in minor units of its own currency.
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public long unsoldValue(UUID eventId) {
        return jdbc.sql("""
                        select coalesce(sum(tier.amount * unsold.tickets), 0)
                          from (select price_tier, count(*) as tickets from inventory.ticket
                                 where event_id = :event and status = 'AVAILABLE' group by price_tier) unsold
                          join catalog.price_tier tier on tier.event_id = :event and tier.position = unsold.price_tier
                        """).param("event", eventId).query(Long.class).single();
    }
}

package dev.boxoffice.event.listing.draft;

import dev.boxoffice.event.listing.PublicationState;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Takes drafts out of the catalogue, with whatever hangs on them. Of a published event the database
/// refuses it: what it is sold by and its layout name it for good.
@Repository
class DraftRepository {

    private final JdbcClient jdbc;

    DraftRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<LockedEvent> lock(UUID event) {
        return jdbc.sql("""
                        select organization_id, status, published_at is not null or source is not null is_public, version, name
                          from catalog.event where id = ? for update
                        """)
                .param(event)
                .query((row, _) -> new LockedEvent(
                        event,
                        row.getObject("organization_id", UUID.class),
                        PublicationState.valueOf(row.getString("status")),
                        row.getBoolean("is_public"),
                        row.getLong("version"),
                        row.getString("name")))
                .optional();
    }

    /// Its row is locked.
    void delete(UUID event) {
        jdbc.sql("""
                        with codes as (delete from catalog.sale_code where event_id = :event),
                             series as (delete from catalog.sale_code_series where event_id = :event),
                             performers as (delete from catalog.event_performer where event_id = :event),
                             tiers as (delete from catalog.price_tier where event_id = :event),
                             rooms as (delete from catalog.waiting_room_checkpoint where event_id = :event)
                        delete from catalog.event where id = :event
                        """).param("event", event).update();
    }
}

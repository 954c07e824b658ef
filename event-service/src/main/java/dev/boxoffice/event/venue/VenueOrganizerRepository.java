package dev.boxoffice.event.venue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which organizations sell at a venue beside its own.
@Repository
class VenueOrganizerRepository {

    private final JdbcClient jdbc;

    VenueOrganizerRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Also true of the venue's own organization.
    boolean maySell(UUID venue, UUID organization) {
        return jdbc.sql("""
                select exists (select from catalog.venue where id = :venue and organization_id = :organization)
                    or exists (select from catalog.venue_organizer
                               where venue_id = :venue and organization_id = :organization)""")
                .param("venue", venue)
                .param("organization", organization)
                .query(Boolean.class)
                .single();
    }

    void insert(UUID venue, UUID organization, Instant now) {
        jdbc.sql("""
                insert into catalog.venue_organizer (venue_id, organization_id, added_at)
                values (:venue, :organization, :now)
                on conflict do nothing""")
                .param("venue", venue)
                .param("organization", organization)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// @return false where it did not sell there
    boolean delete(UUID venue, UUID organization) {
        return jdbc.sql(
                                "delete from catalog.venue_organizer where venue_id = :venue and organization_id = :organization")
                        .param("venue", venue)
                        .param("organization", organization)
                        .update()
                == 1;
    }
}

package dev.boxoffice.booking.catalogue;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Whose an event is, as event-service has written it.
@Repository
public class EventOwnerRepository {

    private final JdbcClient jdbc;

    EventOwnerRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The organizer's `sub`; empty where there is no such event.
    public Optional<String> ownerOf(UUID event) {
        return jdbc.sql("select owner from catalog.event where id = ?")
                .param(event)
                .query(String.class)
                .optional();
    }
}

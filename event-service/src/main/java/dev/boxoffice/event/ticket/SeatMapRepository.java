package dev.boxoffice.event.ticket;

import dev.boxoffice.event.plan.SeatMap;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The frozen seat maps of published events.
@Repository
class SeatMapRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SeatMapRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<SeatMap> find(UUID eventId) {
        return jdbc.sql("select seat_map::text from inventory.event_layout where event_id = :event")
                .param("event", eventId)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, SeatMap.class));
    }

    void insert(SeatMap map, Instant now) {
        jdbc.sql("""
                insert into inventory.event_layout (event_id, total, seat_map, created_at)
                values (:event, :total, :map::jsonb, :now)""")
                .param("event", map.eventId())
                .param("total", map.total())
                .param("map", json.writeValueAsString(map))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}

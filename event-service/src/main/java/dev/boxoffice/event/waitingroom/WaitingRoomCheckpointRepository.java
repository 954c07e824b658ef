package dev.boxoffice.event.waitingroom;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Waiting rooms as Postgres remembers them.
@Repository
class WaitingRoomCheckpointRepository {

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WaitingRoomCheckpointRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Remembers all of them in one statement, and writes nothing for those that have not moved. A
    /// checkpoint never goes back to fewer places: of two instances the one that looked last may write
    /// first.
    int saveAll(List<WaitingRoomCheckpoint> states, Instant now) {
        // In order of their ids, so that two instances take the rows' locks in the same order.
        var ordered = states.stream()
                .sorted(Comparator.comparing(state -> state.eventId().toString()))
                .toList();
        return jdbc.sql("""
                insert into catalog.waiting_room_checkpoint as kept (event_id, next_place, state, taken_at)
                select seen.event_id, seen.next_place, seen.state::jsonb, :now
                from unnest(:events::uuid[], :places::bigint[], :states::text[]) as seen (event_id, next_place, state)
                where exists (select from catalog.event where id = seen.event_id)
                on conflict (event_id) do update
                set next_place = excluded.next_place, state = excluded.state, taken_at = excluded.taken_at
                where kept.next_place <= excluded.next_place and kept.state <> excluded.state""")
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param(
                        "events",
                        ordered.stream()
                                .map(state -> state.eventId().toString())
                                .toArray(String[]::new))
                .param(
                        "places",
                        ordered.stream().map(WaitingRoomCheckpoint::nextPlace).toArray(Long[]::new))
                .param(
                        "states",
                        ordered.stream()
                                .map(state -> json.writeValueAsString(state.fields()))
                                .toArray(String[]::new))
                .update();
    }

    Optional<WaitingRoomCheckpoint> find(UUID event, Instant since) {
        return jdbc.sql("""
                select state::text as state
                from catalog.waiting_room_checkpoint
                where event_id = :event and taken_at >= :since""")
                .param("event", event)
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .query((row, _) -> new WaitingRoomCheckpoint(event, json.readValue(row.getString("state"), FIELDS)))
                .optional();
    }
}

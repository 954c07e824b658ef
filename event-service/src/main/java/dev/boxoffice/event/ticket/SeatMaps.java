package dev.boxoffice.event.ticket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.event.plan.SeatMap;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The frozen seat maps of published events. They never change, so a bounded memory of them is never stale.
@Component
public class SeatMaps {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Cache<UUID, SeatMap> maps;
    private final Cache<UUID, SeatMapDocument> documents;

    SeatMaps(JdbcClient jdbc, JsonMapper json, SeatMapProperties properties) {
        this.jdbc = jdbc;
        this.json = json;
        this.maps = Caffeine.newBuilder()
                .maximumWeight(properties.cachedPlaces())
                .<UUID, SeatMap>weigher((id, map) -> map.total())
                .build();
        this.documents = Caffeine.newBuilder()
                .maximumWeight(properties.cachedDocuments().toBytes())
                .<UUID, SeatMapDocument>weigher((id, body) -> body.weight())
                .build();
    }

    /// Empty where the event does not exist or is not published.
    public Optional<SeatMap> find(UUID eventId) {
        return remembered(maps, eventId, () -> load(eventId));
    }

    Optional<SeatMapDocument> document(UUID eventId) {
        return remembered(
                documents, eventId, () -> find(eventId).map(map -> new SeatMapDocument(json.writeValueAsBytes(map))));
    }

    private static <T> Optional<T> remembered(Cache<UUID, T> cache, UUID id, Supplier<Optional<T>> load) {
        var known = cache.getIfPresent(id);
        if (known != null) {
            return Optional.of(known);
        }
        var loaded = load.get();
        loaded.ifPresent(value -> cache.put(id, value));
        return loaded;
    }

    private Optional<SeatMap> load(UUID eventId) {
        return jdbc.sql("select seat_map::text from inventory.event_layout where event_id = :event")
                .param("event", eventId)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, SeatMap.class));
    }
}

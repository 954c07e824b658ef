package dev.boxoffice.event.ticket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.event.plan.SeatMap;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// The frozen seat maps of published events. They never change, so a bounded memory of them is never stale; and
/// when thousands ask for one at once, it is read once.
@Service
public class SeatMapService {

    private final SeatMapRepository repository;
    private final JsonMapper json;
    private final Cache<UUID, @Nullable SeatMap> maps;
    private final Cache<UUID, @Nullable SeatMapDocument> documents;

    SeatMapService(SeatMapRepository repository, JsonMapper json, SeatMapProperties properties) {
        this.repository = repository;
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
        return Optional.ofNullable(maps.get(eventId, this::load));
    }

    Optional<SeatMapDocument> document(UUID eventId) {
        return Optional.ofNullable(documents.get(eventId, this::encode));
    }

    private @Nullable SeatMapDocument encode(UUID eventId) {
        var map = find(eventId);
        return map.isEmpty() ? null : new SeatMapDocument(json.writeValueAsBytes(map.get()));
    }

    private @Nullable SeatMap load(UUID eventId) {
        return repository.find(eventId).orElse(null);
    }
}

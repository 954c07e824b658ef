package dev.boxoffice.event.listing;

import dev.boxoffice.event.listing.price.PriceDocument;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Writes what events are sold by, version by version; none is ever changed.
@Repository
class EventPricingRepository {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    EventPricingRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID event, long version, PriceDocument document, Instant now) {
        jdbc.sql(
                        "insert into catalog.event_pricing (event_id, version, document, created_at) values (?, ?, ?::jsonb, ?)")
                .params(event, version, JSON.writeValueAsString(document), now.atOffset(ZoneOffset.UTC))
                .update();
    }
}

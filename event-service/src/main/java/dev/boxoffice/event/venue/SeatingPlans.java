package dev.boxoffice.event.venue;

import dev.boxoffice.event.cache.CacheKind;
import dev.boxoffice.event.cache.CatalogueCache;
import dev.boxoffice.event.plan.SeatingPlan;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The seating plans of venues: replaced as a whole, and not at all while an event sells from one.
@Service
public class SeatingPlans {

    /// What became of an organiser's new plan.
    sealed interface Outcome {
        record Stored(long version) implements Outcome {}

        record NoSuchVenue() implements Outcome {}

        record NotTheOwner() implements Outcome {}

        record InUse() implements Outcome {}
    }

    private record Row(String owner, long version) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CatalogueCache cache;

    SeatingPlans(JdbcClient jdbc, JsonMapper json, CatalogueCache cache) {
        this.jdbc = jdbc;
        this.json = json;
        this.cache = cache;
    }

    /// @param ifMatch the version the organiser read, where they say so: a first plan replaces nothing
    @Transactional
    Outcome replace(UUID venueId, SeatingPlan plan, String caller, @Nullable String ifMatch, Instant now) {
        var found = jdbc.sql("select owner, version from catalog.venue where id = :id for update")
                .param("id", venueId)
                .query(Row.class)
                .optional();
        if (found.isEmpty()) {
            return new Outcome.NoSuchVenue();
        }
        var venue = found.get();
        if (!venue.owner().equals(caller)) {
            return new Outcome.NotTheOwner();
        }
        if (ifMatch != null) {
            EntityTag.requireMatch(ifMatch, venue.version());
        }
        if (sellsFrom(venueId, now)) {
            return new Outcome.InUse();
        }
        store(venueId, plan, now);
        cache.dropAfterCommit(CacheKind.VENUE, venueId, venue.version() + 1);
        return new Outcome.Stored(venue.version() + 1);
    }

    /// Read after the venue is locked: a publication holds that lock too, so none can slip in between.
    private boolean sellsFrom(UUID venueId, Instant now) {
        return jdbc.sql("""
                select exists (
                    select from catalog.event
                    where venue_id = :id and status = 'PUBLISHED'
                      and coalesce(sales_end_at, ends_at, starts_at) > :now)""")
                .param("id", venueId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private void store(UUID venueId, SeatingPlan plan, Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                update catalog.venue
                set seating_plan = :plan::jsonb, version = version + 1, updated_at = :now
                where id = :id""")
                .param("plan", json.writeValueAsString(plan))
                .param("now", at)
                .param("id", venueId)
                .update();
    }

    public Optional<SeatingPlan> find(UUID venueId) {
        return read(
                "select seating_plan::text from catalog.venue where id = :id and seating_plan is not null", venueId);
    }

    /// The plan an event is about to sell from; it cannot be replaced before the running transaction ends.
    public Optional<SeatingPlan> findForSale(UUID venueId) {
        return read(
                "select seating_plan::text from catalog.venue where id = :id and seating_plan is not null for share",
                venueId);
    }

    private Optional<SeatingPlan> read(String sql, UUID venueId) {
        return jdbc.sql(sql)
                .param("id", venueId)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, SeatingPlan.class));
    }
}

package dev.boxoffice.event.venue;

import dev.boxoffice.event.plan.SeatingPlan;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The seating plans of venues, beside [VenueRepository] because no list of venues has to carry them along.
@Repository
class SeatingPlanRepository {

    /// A venue while it is locked.
    record LockedVenue(UUID organizationId, long version) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SeatingPlanRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// No plan of the venue can be replaced, or sold from, before the running transaction ends.
    Optional<LockedVenue> lockVenue(UUID venueId) {
        return jdbc.sql("select organization_id, version from catalog.venue where id = :id for update")
                .param("id", venueId)
                .query(LockedVenue.class)
                .optional();
    }

    void replace(UUID venueId, SeatingPlan plan, Instant now) {
        jdbc.sql("""
                update catalog.venue
                set seating_plan = :plan::jsonb, version = version + 1, updated_at = :now
                where id = :id""")
                .param("plan", json.writeValueAsString(plan))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", venueId)
                .update();
    }

    Optional<SeatingPlan> find(UUID venueId) {
        return read(
                "select seating_plan::text from catalog.venue where id = :id and seating_plan is not null", venueId);
    }

    /// It cannot be replaced before the running transaction ends.
    Optional<SeatingPlan> findForSale(UUID venueId) {
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

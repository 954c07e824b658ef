package dev.boxoffice.booking.catalogue;

import dev.boxoffice.booking.catalogue.EventSale.OrphanRule;
import dev.boxoffice.booking.catalogue.EventSale.Programme;
import dev.boxoffice.booking.catalogue.EventSale.SalesWindow;
import dev.boxoffice.booking.catalogue.EventSale.Status;
import dev.boxoffice.booking.catalogue.EventSale.WaitingRoom;
import dev.boxoffice.booking.catalogue.layout.SeatLayout;
import dev.boxoffice.booking.catalogue.layout.SeatLayoutConverter;
import dev.boxoffice.booking.pricing.EventPricing;
import dev.boxoffice.booking.pricing.EventPricingConverter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads what event-service has written of events and their layouts.
@Repository
class SaleCatalogueRepository {

    /// An event as it was read.
    ///
    /// @param revision is another one once a row has been written that the event was read from
    record StoredSale(EventSale sale, String revision) {}

    private record StoredLayout(int total, String seatMap) {}

    private static final String REVISION = "e.xmin || ' ' || v.xmin";

    private final JdbcClient jdbc;
    private final SeatLayoutConverter layouts;

    SaleCatalogueRepository(JdbcClient jdbc, SeatLayoutConverter layouts) {
        this.jdbc = jdbc;
        this.layouts = layouts;
    }

    /// Empty also for an event that has no seats yet: nothing of it can be sold.
    Optional<StoredSale> find(UUID event, SeatLayout layout) {
        return jdbc.sql("""
                        select e.status, e.name, e.starts_at, e.ends_at, e.doors_at, e.sales_start_at,
                               coalesce(e.sales_end_at, e.ends_at, e.starts_at) sales_end_at,
                               e.max_tickets_per_booking, e.max_tickets_per_customer, e.waiting_room_mode, e.orphan_rule,
                               v.name venue, v.city, v.timezone,
                               p.version pricing_version, p.document::text pricing, %s revision
                          from catalog.event e
                          join catalog.venue v on v.id = e.venue_id
                          join catalog.event_pricing p on p.event_id = e.id and p.version = e.pricing_version
                         where e.id = ?
                        """.formatted(REVISION))
                .param(event)
                .query((row, _) -> new StoredSale(sale(event, row, layout), row.getString("revision")))
                .optional();
    }

    /// Of those that are still there.
    Map<UUID, String> revisionsOf(Collection<UUID> events) {
        var revisions = HashMap.<UUID, String>newHashMap(events.size());
        jdbc.sql("""
                        select e.id, %s revision
                          from catalog.event e
                          join catalog.venue v on v.id = e.venue_id
                         where e.id = any(?)
                        """.formatted(REVISION)).param(events.toArray(UUID[]::new)).query(row -> {
            revisions.put(row.getObject("id", UUID.class), row.getString("revision"));
        });
        return revisions;
    }

    private static EventSale sale(UUID event, ResultSet row, SeatLayout layout) throws SQLException {
        var programme = new Programme(
                row.getString("name"),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                instant(row, "doors_at"),
                row.getString("venue"),
                row.getString("city"),
                row.getString("timezone"));
        return new EventSale(
                event,
                Status.valueOf(row.getString("status")),
                programme,
                new SalesWindow(instant(row, "sales_start_at"), instant(row, "sales_end_at")).within(programme),
                row.getInt("max_tickets_per_booking"),
                row.getInt("max_tickets_per_customer"),
                WaitingRoom.valueOf(row.getString("waiting_room_mode")),
                OrphanRule.valueOf(row.getString("orphan_rule")),
                EventPricingConverter.fromJson(row.getLong("pricing_version"), row.getString("pricing")),
                layout);
    }

    Optional<EventPricing> pricing(UUID event, long version) {
        return jdbc.sql("select document::text from catalog.event_pricing where event_id = ? and version = ?")
                .params(event, version)
                .query((row, _) -> EventPricingConverter.fromJson(version, row.getString(1)))
                .optional();
    }

    Optional<SeatLayout> layout(UUID event) {
        return jdbc.sql("select total, seat_map::text from inventory.event_layout where event_id = ?")
                .param(event)
                .query((row, _) -> new StoredLayout(row.getInt(1), row.getString(2)))
                .optional()
                .map(stored -> layouts.convert(stored.seatMap(), stored.total()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

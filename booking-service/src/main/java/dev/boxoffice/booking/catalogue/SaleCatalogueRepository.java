package dev.boxoffice.booking.catalogue;

import dev.boxoffice.booking.catalogue.EventSale.Programme;
import dev.boxoffice.booking.catalogue.EventSale.SalesWindow;
import dev.boxoffice.booking.catalogue.EventSale.Status;
import dev.boxoffice.booking.catalogue.EventSale.WaitingRoom;
import dev.boxoffice.platform.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads what event-service has written of events and their layouts.
@Repository
class SaleCatalogueRepository {

    private record Tier(String name, Money price, String[] sections) {}

    private final JdbcClient jdbc;
    private final SeatLayoutConverter layouts;

    SaleCatalogueRepository(JdbcClient jdbc, SeatLayoutConverter layouts) {
        this.jdbc = jdbc;
        this.layouts = layouts;
    }

    /// Empty also for an event that has no seats yet: nothing of it can be sold.
    Optional<EventSale> find(UUID event, SeatLayout layout) {
        var priceOfSection = new HashMap<String, Money>();
        var tierOfSection = new HashMap<String, String>();
        for (var tier : tiers(event)) {
            for (var section : tier.sections()) {
                priceOfSection.put(section, tier.price());
                tierOfSection.put(section, tier.name());
            }
        }
        return jdbc.sql("""
                        select e.status, e.name, e.starts_at, e.ends_at, e.sales_start_at,
                               coalesce(e.sales_end_at, e.ends_at, e.starts_at) sales_end_at,
                               e.max_tickets_per_booking, e.max_tickets_per_customer, e.waiting_room_mode,
                               v.name venue, v.city, v.timezone
                          from catalog.event e join catalog.venue v on v.id = e.venue_id
                         where e.id = ?
                        """)
                .param(event)
                .query((row, _) -> new EventSale(
                        event,
                        Status.valueOf(row.getString("status")),
                        new Programme(
                                row.getString("name"),
                                instant(row, "starts_at"),
                                instant(row, "ends_at"),
                                row.getString("venue"),
                                row.getString("city"),
                                row.getString("timezone")),
                        new SalesWindow(instant(row, "sales_start_at"), instant(row, "sales_end_at")),
                        row.getInt("max_tickets_per_booking"),
                        row.getInt("max_tickets_per_customer"),
                        WaitingRoom.valueOf(row.getString("waiting_room_mode")),
                        priceOfSection,
                        tierOfSection,
                        layout))
                .optional();
    }

    private Iterable<Tier> tiers(UUID event) {
        return jdbc.sql("select name, amount, currency, sections from catalog.price_tier where event_id = ?")
                .param(event)
                .query((row, _) -> new Tier(
                        row.getString("name"), new Money(row.getLong("amount"), row.getString("currency")), (String[])
                                row.getArray("sections").getArray()))
                .list();
    }

    Optional<SeatLayout> layout(UUID event) {
        return jdbc.sql("select total, seat_map::text from inventory.event_layout where event_id = ?")
                .param(event)
                .query((row, _) -> layouts.convert(row.getString(2), row.getInt(1)))
                .optional();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

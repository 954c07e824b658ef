package dev.boxoffice.search;

import dev.boxoffice.testkit.TestPostgres;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The other services' side of Postgres: writes rows as event-service and booking-service do, under their roles.
public final class CatalogueTestData {

    private final JdbcClient events;
    private final TransactionTemplate publication;
    private final JdbcClient bookings;

    public CatalogueTestData(TestPostgres postgres) {
        var eventStore = postgres.as("event_service");
        this.events = JdbcClient.create(eventStore);
        this.publication = new TransactionTemplate(new DataSourceTransactionManager(eventStore));
        this.bookings = JdbcClient.create(postgres.as("booking_service"));
    }

    public UUID venue(String name, String city, String countryCode, double latitude, double longitude, String zone) {
        var id = UUID.randomUUID();
        events.sql("""
                        insert into catalog.venue (id, owner, name, city, country_code, latitude, longitude, timezone,
                                                   created_at, updated_at)
                        values (?, 'olivia', ?, ?, ?, ?, ?, ?, now(), now())
                        """)
                .params(id, name, city, countryCode, latitude, longitude, zone)
                .update();
        return id;
    }

    public UUID london() {
        return venue("Wembley Stadium", "London", "GB", 51.5560, -0.2795, "Europe/London");
    }

    public UUID performer(String name) {
        var id = UUID.randomUUID();
        events.sql("""
                        insert into catalog.performer (id, owner, name, created_at, updated_at)
                        values (?, 'olivia', ?, now(), now())
                        """).params(id, name).update();
        return id;
    }

    /// An event to be saved; what is not set is something ordinary.
    public record Event(
            String name,
            String status,
            String category,
            @Nullable String genre,
            UUID venue,
            List<UUID> performers,
            @Nullable Instant startsAt,
            @Nullable Instant salesStartAt,
            @Nullable Long price,
            int tickets) {

        public static Event named(String name, UUID venue) {
            var start = Instant.now().plus(60, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
            return new Event(name, "PUBLISHED", "MUSIC", "Rock", venue, List.of(), start, null, 4500L, 20);
        }

        public Event by(UUID... performers) {
            return new Event(
                    name, status, category, genre, venue, List.of(performers), startsAt, salesStartAt, price, tickets);
        }

        public Event at(@Nullable Instant startsAt) {
            return new Event(name, status, category, genre, venue, performers, startsAt, salesStartAt, price, tickets);
        }

        public Event onSaleFrom(Instant salesStartAt) {
            return new Event(name, status, category, genre, venue, performers, startsAt, salesStartAt, price, tickets);
        }

        public Event of(String category, @Nullable String genre) {
            return new Event(name, status, category, genre, venue, performers, startsAt, salesStartAt, price, tickets);
        }

        public Event costing(@Nullable Long price) {
            return new Event(name, status, category, genre, venue, performers, startsAt, salesStartAt, price, tickets);
        }

        public Event with(int tickets) {
            return new Event(name, status, category, genre, venue, performers, startsAt, salesStartAt, price, tickets);
        }

        public Event in(String status) {
            return new Event(name, status, category, genre, venue, performers, startsAt, salesStartAt, price, tickets);
        }
    }

    /// In one transaction, as event-service publishes: between the event and its tickets it would be sold out.
    public UUID save(Event event) {
        var id = UUID.randomUUID();
        publication.executeWithoutResult(_ -> insert(id, event));
        return id;
    }

    private void insert(UUID id, Event event) {
        events.sql("""
                        insert into catalog.event (id, owner, name, category, genre, venue_id, starts_at, sales_start_at,
                            status, max_tickets_per_booking, max_tickets_per_customer, created_at, updated_at)
                        values (?, 'olivia', ?, ?, ?, ?, ?, ?, ?, 8, 8, now(), now())
                        """)
                .params(Arrays.asList(
                        id,
                        event.name(),
                        event.category(),
                        event.genre(),
                        event.venue(),
                        utc(event.startsAt()),
                        utc(event.salesStartAt()),
                        event.status()))
                .update();
        for (int i = 0; i < event.performers().size(); i++) {
            events.sql("insert into catalog.event_performer values (?, ?, ?)")
                    .params(id, event.performers().get(i), i)
                    .update();
        }
        if (event.price() != null) {
            events.sql("insert into catalog.price_tier values (?, 0, 'All', ?, 'EUR', '{Hall}')")
                    .params(id, event.price())
                    .update();
        }
        tickets(id, event.tickets());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private void tickets(UUID event, int count) {
        events.sql("""
                        insert into inventory.ticket (event_id, ordinal, price_tier, changed_at)
                        select ?, ordinal, 0, now() from generate_series(0, ? - 1) as ordinal
                        """).params(event, count).update();
        events.sql("insert into inventory.event_count values (?, ?, ?, now())")
                .params(event, count, count)
                .update();
    }

    public void book(UUID event, int from, int count) {
        bookings.sql("""
                        update inventory.ticket
                        set status = 'BOOKED', booking_id = ?, owner = 'bob', version = version + 1, changed_at = now()
                        where event_id = ? and ordinal >= ? and ordinal < ?
                        """).params(UUID.randomUUID(), event, from, from + count).update();
        bookings.sql("update inventory.event_count set available = available - ? where event_id = ?")
                .params(count, event)
                .update();
    }

    public void rename(UUID event, String name) {
        events.sql("update catalog.event set name = ?, version = version + 1 where id = ?")
                .params(name, event)
                .update();
    }

    public void set(UUID event, String status) {
        events.sql(
                        "update catalog.event set status = ?, cancelled_at = case when ? = 'CANCELLED' then now() end where id = ?")
                .params(status, status, event)
                .update();
    }

    /// A draft, as event-service deletes one.
    public void delete(UUID draft) {
        events.sql("""
                        with performers as (delete from catalog.event_performer where event_id = :draft),
                             tiers as (delete from catalog.price_tier where event_id = :draft)
                        delete from catalog.event where id = :draft
                        """).param("draft", draft).update();
    }

    public JdbcClient events() {
        return events;
    }
}

package dev.boxoffice.search.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import javax.sql.DataSource;

/// Puts a generated catalogue into Postgres in large batches.
final class SearchCatalogueLoader {

    private static final int BATCH = 5_000;

    private final DataSource database;

    SearchCatalogueLoader(DataSource database) {
        this.database = database;
    }

    /// Fills one row's parameters.
    @FunctionalInterface
    private interface Row<T> {
        void fill(PreparedStatement insert, T value) throws SQLException;
    }

    void load(SearchCatalogueGenerator catalogue, int events) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, """
                    insert into catalog.venue (id, owner, name, city, country_code, latitude, longitude, timezone, created_at,
                        updated_at) values (?, 'bench', ?, ?, ?, ?, ?, ?, now(), now())
                    """, catalogue.venues().iterator(), SearchCatalogueLoader::venue);
            insert(connection, """
                    insert into catalog.performer (id, owner, name, created_at, updated_at) values (?, 'bench', ?, now(), now())
                    """, catalogue.performers().iterator(), SearchCatalogueLoader::performer);
            insert(connection, """
                    with saved as (
                        insert into catalog.event (id, owner, name, category, genre, venue_id, starts_at, status,
                            max_tickets_per_booking, max_tickets_per_customer, created_at, updated_at)
                        values (?, 'bench', ?, ?, ?, ?, ?, 'PUBLISHED', 8, 8, now(), now()) returning id),
                    acts as (
                        insert into catalog.event_performer
                        select saved.id, act.id, act.position from saved, unnest(?::uuid[]) with ordinality act (id, position)),
                    tiers as (insert into catalog.price_tier select id, 0, 'All', ?, ?, '{Hall}' from saved)
                    insert into inventory.ticket (event_id, ordinal, price_tier, changed_at)
                    select saved.id, ordinal, 0, now() from saved, generate_series(0, ? - 1) ordinal
                    """, catalogue.events(events).iterator(), SearchCatalogueLoader::event);
            connection.commit();
        }
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    private static void venue(PreparedStatement insert, SearchCatalogueGenerator.Venue venue) throws SQLException {
        var city = venue.city();
        insert.setObject(1, venue.id());
        insert.setString(2, venue.name());
        insert.setString(3, city.name());
        insert.setString(4, city.country());
        insert.setDouble(5, city.latitude());
        insert.setDouble(6, city.longitude());
        insert.setString(7, city.zone());
    }

    private static void performer(PreparedStatement insert, SearchCatalogueGenerator.Performer performer)
            throws SQLException {
        insert.setObject(1, performer.id());
        insert.setString(2, performer.name());
    }

    private static void event(PreparedStatement insert, SearchCatalogueGenerator.Event event) throws SQLException {
        insert.setObject(1, event.id());
        insert.setString(2, event.name());
        insert.setString(3, event.category());
        insert.setString(4, event.genre());
        insert.setObject(5, event.venue().id());
        insert.setObject(6, OffsetDateTime.ofInstant(event.startsAt(), ZoneOffset.UTC));
        insert.setArray(
                7,
                insert.getConnection()
                        .createArrayOf(
                                "uuid",
                                event.performers().stream()
                                        .map(SearchCatalogueGenerator.Performer::id)
                                        .toArray()));
        insert.setLong(8, event.price());
        insert.setString(9, event.venue().city().currency());
        insert.setInt(10, event.tickets());
    }

    private static <T> void insert(Connection connection, String sql, Iterator<T> values, Row<T> row)
            throws SQLException {
        try (var insert = connection.prepareStatement(sql)) {
            var waiting = 0;
            while (values.hasNext()) {
                row.fill(insert, values.next());
                insert.addBatch();
                if (++waiting == BATCH || !values.hasNext()) {
                    insert.executeBatch();
                    connection.commit();
                    waiting = 0;
                }
            }
        }
    }
}

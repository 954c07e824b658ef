package dev.boxoffice.search.source;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event with everything around it, as the database has it.
record EventRow(
        UUID id,
        String status,
        String owner,
        String name,
        String category,
        @Nullable String genre,
        @Nullable String url,
        Times times,
        Venue venue,
        List<Performer> performers,
        @Nullable Prices prices,
        int tickets,
        int available) {

    /// @param timeTba whether only the day of the start is known
    record Times(
            boolean timeTba,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Instant salesStartAt,
            @Nullable Instant salesEndAt) {}

    record Venue(
            String id,
            String name,
            String city,
            @Nullable String stateCode,
            String countryCode,
            String timezone,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    record Performer(String id, String name) {}

    record Prices(long min, long max, String currency) {}

    static EventRow read(ResultSet row, int number) throws SQLException {
        return new EventRow(
                row.getObject("id", UUID.class),
                row.getString("status"),
                row.getString("owner"),
                row.getString("name"),
                row.getString("category"),
                row.getString("genre"),
                row.getString("url"),
                new Times(
                        row.getBoolean("time_tba"),
                        instant(row, "starts_at"),
                        instant(row, "ends_at"),
                        instant(row, "sales_start_at"),
                        instant(row, "sales_end_at")),
                new Venue(
                        row.getString("venue_id"),
                        row.getString("venue_name"),
                        row.getString("city"),
                        row.getString("state_code"),
                        row.getString("country_code"),
                        row.getString("timezone"),
                        row.getObject("latitude", Double.class),
                        row.getObject("longitude", Double.class)),
                performers(row),
                // What the organiser set comes first; the range an import brought stands in until then.
                prices(row, "tier_min", "tier_max", "tier_currency", "price_min", "price_max", "price_currency"),
                row.getInt("tickets"),
                row.getInt("available"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static List<Performer> performers(ResultSet row) throws SQLException {
        var ids = strings(row.getArray("performer_ids"));
        var names = strings(row.getArray("performer_names"));
        var performers = new ArrayList<Performer>(ids.length);
        for (int i = 0; i < ids.length; i++) {
            performers.add(new Performer(ids[i], names[i]));
        }
        return performers;
    }

    private static String[] strings(@Nullable Array array) throws SQLException {
        return array == null ? new String[0] : (String[]) array.getArray();
    }

    private static @Nullable Prices prices(ResultSet row, String... columns) throws SQLException {
        for (int i = 0; i < columns.length; i += 3) {
            var min = row.getObject(columns[i], Long.class);
            var max = row.getObject(columns[i + 1], Long.class);
            var currency = row.getString(columns[i + 2]);
            if (currency != null && (min != null || max != null)) {
                return new Prices(min == null ? orZero(max) : min, max == null ? orZero(min) : max, currency);
            }
        }
        return null;
    }

    private static long orZero(@Nullable Long amount) {
        return amount == null ? 0 : amount;
    }
}

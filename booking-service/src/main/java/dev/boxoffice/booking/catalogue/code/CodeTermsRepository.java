package dev.boxoffice.booking.catalogue.code;

import dev.boxoffice.booking.pricing.CodeTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the codes that event-service has written.
@Repository
class CodeTermsRepository {

    private static final String COLUMNS = """
            select number, code, code_key, kind, percent, amount, sections, price_types, valid_from, valid_until, uses,
                   uses_per_customer
              from catalog.sale_code
            """;

    private final JdbcClient jdbc;

    CodeTermsRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// 0 for an event that never had codes.
    long version(UUID event) {
        return jdbc.sql("select version from catalog.sale_code_series where event_id = ?")
                .param(event)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /// Those that can be used now, by their text in capitals.
    Map<String, CodeTerms> find(UUID event) {
        var codes = new HashMap<String, CodeTerms>();
        var names = new HashMap<Set<String>, Set<String>>(); // those of one batch name the same: keep each set once
        jdbc.sql(COLUMNS + " where event_id = ? and deleted_at is null")
                .param(event)
                .query(row -> {
                    codes.put(row.getString("code_key"), read(row, names));
                });
        return codes;
    }

    /// Also one that was taken back.
    Optional<CodeTerms> find(UUID event, int number) {
        return jdbc.sql(COLUMNS + " where event_id = ? and number = ?")
                .params(event, number)
                .query((row, _) -> read(row, new HashMap<>()))
                .optional();
    }

    private static CodeTerms read(ResultSet row, Map<Set<String>, Set<String>> names) throws SQLException {
        return new CodeTerms(
                row.getInt("number"),
                row.getString("code"),
                row.getString("kind").equals("ACCESS"),
                row.getBigDecimal("percent"),
                row.getObject("amount", Long.class),
                set(row, "sections", names),
                set(row, "price_types", names),
                instant(row, "valid_from"),
                instant(row, "valid_until"),
                row.getObject("uses", Integer.class),
                row.getObject("uses_per_customer", Integer.class));
    }

    private static Set<String> set(ResultSet row, String column, Map<Set<String>, Set<String>> names)
            throws SQLException {
        var set = Set.copyOf(List.of((String[]) row.getArray(column).getArray()));
        return names.computeIfAbsent(set, same -> same);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

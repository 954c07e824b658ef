package dev.boxoffice.event.code;

import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.page.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Codes of events. A row's terms never change; a code that is taken back stays, for the holds that have it.
@Repository
class SaleCodeRepository {

    /// Decided by the claims of booking-service, and counted from what it has.
    private static final String USED = """
            coalesce((select u.used from booking.code_standing u where u.event_id = c.event_id and u.number = c.number), 0)""";

    private final JdbcClient jdbc;

    SaleCodeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Numbers are given one after the other; whoever comes second waits here. booking-service reads codes anew
    /// when the version has changed.
    ///
    /// @return the last number that was given before
    int reserveNumbers(UUID event, int count) {
        return jdbc.sql("""
                        insert into catalog.sale_code_series as s (event_id, version, last_number) values (:event, 1, :count)
                        on conflict (event_id) do update
                           set version = s.version + 1, last_number = s.last_number + excluded.last_number
                        returning last_number - :count
                        """)
                .param("event", event)
                .param("count", count)
                .query(Integer.class)
                .single();
    }

    int count(UUID event) {
        return jdbc.sql("select count(*) from catalog.sale_code where event_id = ? and deleted_at is null")
                .param(event)
                .query(Integer.class)
                .single();
    }

    /// @return how many were new
    int add(UUID event, int firstNumber, SaleCode terms, List<String> codes, Instant now) {
        var amount = terms.amount();
        return jdbc.sql("""
                        insert into catalog.sale_code (event_id, number, code, code_key, kind, percent, amount, currency,
                            sections, price_types, valid_from, valid_until, uses, uses_per_customer, created_at)
                        select :event, :first + n - 1, c, upper(c), :kind, :percent, :amount, :currency,
                               :sections, :types, :from, :until, :uses, :usesPerCustomer, :now
                          from unnest(:codes) with ordinality as made (c, n)
                        on conflict (event_id, code_key) where deleted_at is null do nothing
                        """)
                .param("event", event)
                .param("first", firstNumber)
                .param("kind", terms.kind().name())
                .param("percent", terms.percent(), Types.NUMERIC)
                .param("amount", amount == null ? null : amount.amount(), Types.BIGINT)
                .param("currency", amount == null ? null : amount.currency(), Types.VARCHAR)
                .param("sections", terms.sections().toArray(String[]::new))
                .param("types", terms.priceTypes().toArray(String[]::new))
                .param("from", utc(terms.validFrom()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", utc(terms.validUntil()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("uses", terms.uses(), Types.INTEGER)
                .param("usesPerCustomer", terms.usesPerCustomer(), Types.INTEGER)
                .param("codes", codes.toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<SaleCode> find(UUID event, PageQuery page) {
        return jdbc.sql("""
                        select code, kind, percent, amount, currency, sections, price_types, valid_from, valid_until, uses,
                               uses_per_customer, %s used
                          from catalog.sale_code c where event_id = ? and deleted_at is null
                         order by number limit ? offset ?
                        """.formatted(isUseKnown() ? USED : "null::bigint"))
                .params(event, page.size(), page.offset())
                .query((row, _) -> read(row))
                .list();
    }

    private boolean isUseKnown() {
        return jdbc.sql(
                        "select exists (select from pg_views where schemaname = 'booking' and viewname = 'code_standing')")
                .query(Boolean.class)
                .single();
    }

    Optional<Integer> delete(UUID event, String key, Instant now) {
        return jdbc.sql("""
                        update catalog.sale_code set deleted_at = ?
                         where event_id = ? and code_key = ? and deleted_at is null
                        returning number
                        """)
                .params(now.atOffset(ZoneOffset.UTC), event, key)
                .query(Integer.class)
                .optional();
    }

    private static SaleCode read(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        return new SaleCode(
                row.getString("code"),
                SaleCode.Kind.valueOf(row.getString("kind")),
                row.getBigDecimal("percent"),
                currency == null ? null : new Money(row.getLong("amount"), currency),
                List.of((String[]) row.getArray("sections").getArray()),
                List.of((String[]) row.getArray("price_types").getArray()),
                instant(row, "valid_from"),
                instant(row, "valid_until"),
                row.getObject("uses", Integer.class),
                row.getObject("uses_per_customer", Integer.class),
                row.getObject("used", Long.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}

package dev.boxoffice.booking.report;

import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.catalogue.layout.SeatLayout.Section;
import dev.boxoffice.platform.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads an event's bookings, tickets and sales for its organizer, row by row: in a transaction, a cursor keeps
/// only some rows here.
@Repository
class EventReportRepository {

    /// Which bookings.
    ///
    /// @param status null for any
    /// @param text part of a name, mail address, subject or booking's id; null for any
    /// @param after the last one of the page before; null for the first
    record BookingFilter(
            @Nullable BookingStatus status,
            @Nullable String text,
            @Nullable UUID after) {}

    private static final String BOOKINGS = """
            select b.id, b.status, b.buyer, b.quantity, b.amount, b.currency, b.created_at, s.payment,
                   case when g.booking_id is null then c.name else g.name end as contact_name, coalesce(g.email, c.email) email
              from booking.booking b
              left join booking.booking_contact g on g.event_id = b.event_id and g.booking_id = b.id
              left join booking.buyer_contact c on c.subject = b.buyer
              left join booking.box_office_sale s on s.event_id = b.event_id and s.booking_id = b.id
             where b.event_id = :event and (:status::text is null or b.status = :status)
               and b.id < coalesce(:after::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
               and (:like::text is null or b.buyer ilike :like or b.id::text ilike :like
                    or coalesce(g.email, c.email) ilike :like or coalesce(g.name, c.name) ilike :like)
             order by b.id desc limit :most
            """;

    private static final String ATTENDEES = """
            select t.ordinal, b.id, b.currency, b.amounts[array_position(b.ordinals, t.ordinal)] amount,
                   coalesce((select l ->> 'priceType' from jsonb_array_elements(b.lines) l
                              where l ->> 'kind' = 'TICKET' and (l ->> 'ordinal')::integer = t.ordinal limit 1),
                            'Standard') price_type,
                   case when g.booking_id is null or t.owner <> b.buyer then c.name else g.name end as contact_name,
                   case when g.booking_id is null or t.owner <> b.buyer then c.email else g.email end as email,
                   i.admitted_at
              from inventory.ticket t
              join booking.booking b on b.event_id = t.event_id and b.id = t.booking_id
              left join booking.booking_contact g on g.event_id = b.event_id and g.booking_id = b.id
              left join booking.buyer_contact c on c.subject = t.owner
              left join booking.check_in i on i.event_id = t.event_id and i.ordinal = t.ordinal and i.booking_id = b.id
                   and i.direction = 'IN'
             where t.event_id = :event and t.status = 'BOOKED' and t.ordinal > :after
             order by t.ordinal limit :most
            """;

    private static final String SALES = """
            with t as (
                select t.ordinal, t.price_tier, b.created_at,
                       case when s.booking_id is null then 'ONLINE' else 'BOX_OFFICE' end channel,
                       coalesce(l.price_type, 'Standard') price_type,
                       coalesce(l.amount, b.amounts[array_position(b.ordinals, t.ordinal)]) amount
                  from inventory.ticket t
                  join booking.booking b on b.event_id = t.event_id and b.id = t.booking_id
                  left join booking.box_office_sale s on s.event_id = b.event_id and s.booking_id = b.id
                  left join lateral (
                      select max(l ->> 'priceType') price_type, sum((l ->> 'amount')::bigint)::bigint amount
                        from jsonb_array_elements(b.lines) l
                       where l ->> 'kind' in ('TICKET', 'DISCOUNT') and (l ->> 'ordinal')::integer = t.ordinal
                  ) l on b.lines is not null
                 where t.event_id = :event and t.status = 'BOOKED'
            )
            select :key: as key, count(*) tickets, sum(t.amount)::bigint amount from t
              join catalog.price_tier tier on tier.event_id = :event and tier.position = t.price_tier
              join unnest(:names::text[], :firsts::integer[], :lasts::integer[]) section (name, first, last)
                on t.ordinal between section.first and section.last
             where :zone::text is not null
             group by 1 order by 1
            """;

    private final JdbcClient jdbc;
    private final ReportProperties properties;

    EventReportRepository(JdbcClient jdbc, ReportProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /// The newest first.
    void bookings(UUID event, BookingFilter filter, int most, Consumer<BookingRow> rows) {
        var text = filter.text();
        var status = filter.status();
        jdbc.sql(BOOKINGS)
                .withFetchSize(properties.fetched())
                .param("event", event)
                .param("status", status == null ? null : status.name(), Types.VARCHAR)
                .param("after", filter.after(), Types.OTHER)
                .param("like", text == null ? null : "%" + escaped(text) + "%", Types.VARCHAR)
                .param("most", most)
                .query(row -> {
                    rows.accept(booking(row));
                });
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static BookingRow booking(ResultSet row) throws SQLException {
        return new BookingRow(
                row.getObject("id", UUID.class),
                BookingStatus.valueOf(row.getString("status")),
                row.getString("payment") == null ? SalesChannel.ONLINE : SalesChannel.BOX_OFFICE,
                row.getString("buyer"),
                row.getString("contact_name"),
                row.getString("email"),
                row.getInt("quantity"),
                new Money(row.getLong("amount"), row.getString("currency")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /// In seat-map order.
    ///
    /// @param after the last ordinal of the page before; -1 for the first page
    void attendees(EventSale sale, int after, int most, Consumer<AttendeeRow> rows) {
        jdbc.sql(ATTENDEES)
                .withFetchSize(properties.fetched())
                .param("event", sale.id())
                .param("after", after)
                .param("most", most)
                .query(row -> {
                    rows.accept(attendee(row, sale));
                });
    }

    private static AttendeeRow attendee(ResultSet row, EventSale sale) throws SQLException {
        var ordinal = row.getInt("ordinal");
        var place = sale.layout().locationOf(ordinal);
        var admittedAt = row.getObject("admitted_at", OffsetDateTime.class);
        return new AttendeeRow(
                new TicketId(sale.id(), ordinal).toString(),
                place.section(),
                place.row(),
                place.seat(),
                row.getString("price_type"),
                new Money(row.getLong("amount"), row.getString("currency")),
                row.getObject("id", UUID.class),
                row.getString("contact_name"),
                row.getString("email"),
                admittedAt == null ? null : instant(admittedAt));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    List<SalesRow> sales(EventSale sale, SalesGrouping grouping) {
        var sections = sale.layout().sections();
        var currency = sale.pricing().currency();
        return jdbc.sql(SALES.replace(":key:", grouping.expression()))
                .param("event", sale.id())
                .param("zone", sale.programme().timezone())
                .param("names", sections.stream().map(Section::name).toArray(String[]::new))
                .param("firsts", sections.stream().map(Section::first).toArray(Integer[]::new))
                .param("lasts", sections.stream().map(Section::last).toArray(Integer[]::new))
                .query((row, _) -> new SalesRow(
                        row.getString("key"), row.getLong("tickets"), new Money(row.getLong("amount"), currency)))
                .list();
    }
}

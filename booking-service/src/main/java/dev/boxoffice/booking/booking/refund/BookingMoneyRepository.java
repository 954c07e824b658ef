package dev.boxoffice.booking.booking.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRowMapper;
import dev.boxoffice.platform.money.Money;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads what has been paid for a booking and what went back. Whoever is to change any of it locks the booking
/// first, then its tickets: two who look at once see each other.
@Repository
public class BookingMoneyRepository {

    private static final String REFUND_COLUMNS = """
            event_id, id, booking_id, payment_intent_id, amount, currency, status, reason, note, failure_code, is_owed,
            stripe_refund_id, key_number, attempts, ticket_places""";

    /// What there is to read more of; most bookings have nothing but their payment.
    private record Overview(
            long captured,
            long stray,
            boolean hasRefunds,
            boolean hasReturned,
            boolean hasDisputes,
            Set<Integer> used,
            Set<Integer> transferred) {}

    private record LockedBooking(Booking booking, boolean archived) {}

    private final JdbcClient jdbc;

    BookingMoneyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// An archived booking is brought back first: its refunds and its ledger then stand where theirs are written. It
    /// may have been moved while its row was waited for; then it is found where it stands now.
    public Optional<Booking> lock(UUID event, UUID booking) {
        return lockRow(event, booking).or(() -> lockRow(event, booking)).map(row -> {
            if (row.archived()) {
                jdbc.sql("select cast(booking.recall_booking(?, ?) as text)")
                        .params(event, booking)
                        .query((_, _) -> true)
                        .single();
            }
            return row.booking();
        });
    }

    private Optional<LockedBooking> lockRow(UUID event, UUID booking) {
        return jdbc.sql("select b.tableoid <> 'booking.booking'::regclass archived, " + BookingRowMapper.COLUMNS
                        + BookingRowMapper.FROM + " where b.event_id = ? and b.id = ? for update of b")
                .params(event, booking)
                .query((row, number) ->
                        new LockedBooking(new BookingRowMapper().mapRow(row, number), row.getBoolean("archived")))
                .optional();
    }

    /// After this nobody can go in with one of them in the same moment.
    public void lockTickets(Booking booking) {
        jdbc.sql("""
                        select ordinal from inventory.ticket
                         where event_id = ? and ordinal = any(?) and booking_id = ? order by ordinal for update
                        """)
                .params(booking.event(), booking.ordinals().toArray(Integer[]::new), booking.id())
                .query((row, _) -> row.getInt(1))
                .list();
    }

    public BookingMoney find(Booking booking) {
        var overview = overview(booking);
        return new BookingMoney(
                booking,
                overview.captured(),
                overview.stray(),
                overview.hasRefunds() ? refunds(booking) : List.of(),
                overview.hasReturned() ? returned(booking) : List.of(),
                overview.hasDisputes() ? disputes(booking) : List.of(),
                overview.used(),
                overview.transferred());
    }

    private Overview overview(Booking booking) {
        return jdbc.sql("""
                        select (select coalesce(sum(amount) filter (where payment_intent_id = :intent), 0) from booking.ledger_entry
                                 where event_id = :event and booking_id = :booking and kind in ('CAPTURE', 'CASH')) captured,
                               (select coalesce(sum(amount) filter (where payment_intent_id is distinct from :intent
                                                                      and currency = :currency), 0)
                                  from booking.ledger_entry
                                 where event_id = :event and booking_id = :booking and kind in ('CAPTURE', 'CASH')) stray,
                               exists (select from booking.refund where event_id = :event and booking_id = :booking) refunds,
                               exists (select from booking.returned_ticket
                                        where event_id = :event and booking_id = :booking) returned,
                               exists (select from booking.dispute where event_id = :event and booking_id = :booking) disputes,
                               array(select ordinal from booking.check_in
                                      where event_id = :event and booking_id = :booking and ordinal = any(:ordinals)) used,
                               array(select ordinal from inventory.ticket
                                      where event_id = :event and booking_id = :booking and ordinal = any(:ordinals)
                                        and owner <> :buyer) transferred
                        """)
                .param("event", booking.event())
                .param("booking", booking.id())
                .param("buyer", booking.buyer())
                .param("intent", booking.attempt().intent(), Types.VARCHAR)
                .param("currency", booking.total().currency())
                .param("ordinals", booking.ordinals().toArray(Integer[]::new))
                .query((row, _) -> new Overview(
                        row.getLong("captured"),
                        row.getLong("stray"),
                        row.getBoolean("refunds"),
                        row.getBoolean("returned"),
                        row.getBoolean("disputes"),
                        Set.of((Integer[]) row.getArray("used").getArray()),
                        Set.of((Integer[]) row.getArray("transferred").getArray())))
                .single();
    }

    private List<BookingRefund> refunds(Booking booking) {
        return jdbc.sql("select " + REFUND_COLUMNS
                        + " from booking.refund where event_id = ? and booking_id = ? order by id")
                .params(booking.event(), booking.id())
                .query((row, _) -> refund(row))
                .list();
    }

    static BookingRefund refund(ResultSet row) throws SQLException {
        return new BookingRefund(
                row.getObject("event_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("booking_id", UUID.class),
                row.getString("payment_intent_id"),
                new Money(row.getLong("amount"), row.getString("currency")),
                RefundStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                row.getString("note"),
                row.getString("failure_code"),
                row.getBoolean("is_owed"),
                row.getString("stripe_refund_id"),
                row.getInt("key_number"),
                row.getInt("attempts"),
                places(row.getArray("ticket_places")));
    }

    private static List<Integer> places(@Nullable Array places) throws SQLException {
        return places == null ? List.of() : List.of((Integer[]) places.getArray());
    }

    private List<ReturnedTicket> returned(Booking booking) {
        return jdbc.sql("""
                        select ordinal, status, percent, fees from booking.returned_ticket
                         where event_id = ? and booking_id = ? order by ordinal
                        """)
                .params(booking.event(), booking.id())
                .query((row, _) -> new ReturnedTicket(
                        row.getInt(1),
                        new ReturnTerms(
                                TicketStatus.valueOf(row.getString(2)),
                                row.getBigDecimal(3),
                                ReturnTerms.Fees.valueOf(row.getString(4)))))
                .list();
    }

    private List<BookingDispute> disputes(Booking booking) {
        return jdbc.sql("""
                        select stripe_id, payment_intent_id, amount, currency, reason, status, opened_at from booking.dispute
                         where event_id = ? and booking_id = ? order by opened_at, stripe_id
                        """)
                .params(booking.event(), booking.id())
                .query((row, _) -> new BookingDispute(
                        row.getString(1),
                        row.getString(2),
                        new Money(row.getLong(3), row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        Objects.requireNonNull(row.getObject(7, OffsetDateTime.class))
                                .toInstant()))
                .list();
    }

    /// What a payment took, by its intent; zero where it took nothing that is known here.
    public long capturedBy(UUID event, String intent) {
        return jdbc.sql("""
                        select coalesce(sum(amount), 0) from booking.ledger_entry
                         where event_id = ? and payment_intent_id = ? and kind = 'CAPTURE'
                        """).params(event, intent).query(Long.class).single();
    }
}

package dev.boxoffice.booking.booking.claim;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Claims the seats of several holds of one event in one statement: all seats of a hold, or none.
///
/// Only what is plain is claimed: of whoever cannot have their seats so, [SeatClaimRepository] decides and says why.
/// Locks are taken in the order stated there, and what somebody else has locked is not waited for: only for who is
/// entered as a customer of the event for the first time, by another, at this moment.
@Repository
class GroupClaimRepository {

    private static final String CLAIM = """
            with wanted as (
                select w.*, cardinality(w.ordinals) quantity
                  from (select booking, buyer, hold, held_at, opens_sale, ordinals::integer[], amounts::bigint[], amount, lines,
                               currency, pricing, code, method, admission, now, deadline, first_check
                          from unnest(:bookings::uuid[], :buyers::text[], :holds::text[], :heldAts::timestamptz[],
                                      :opensSales::boolean[], :ordinals::text[], :amounts::text[], :totals::bigint[],
                                      :lines::jsonb[], :currencies::text[], :pricings::bigint[], :codes::integer[],
                                      :methods::text[], :admissions::text[], :nows::timestamptz[], :deadlines::timestamptz[],
                                      :firstChecks::timestamptz[])
                               w (booking, buyer, hold, held_at, opens_sale, ordinals, amounts, amount, lines, currency, pricing,
                                  code, method, admission, now, deadline, first_check)) w
                  join catalog.event e on e.id = :event
                 where e.status = 'PUBLISHED' and e.starts_at is not null
                   and (e.sales_start_at is null or e.sales_start_at <= w.held_at or w.opens_sale)
                   and coalesce(e.sales_end_at, e.ends_at, e.starts_at) > w.held_at
                   and cardinality(w.ordinals) <= e.max_tickets_per_customer
                   and not exists (select from booking.booking where event_id = :event and hold_key = w.hold)
            ), seat as (
                select t.ordinal, s.booking
                  from inventory.ticket t
                  join (select booking, unnest(ordinals) ordinal from wanted) s on s.ordinal = t.ordinal
                 where t.event_id = :event and t.ordinal = any(:seats) and t.status = 'AVAILABLE'
                 order by t.ordinal
                   for update of t skip locked
            ), free as (
                select buyer from booking.customer_tickets
                 where event_id = :event and buyer = any(:buyers::text[])
                 order by buyer
                   for update skip locked
            ), counted as (
                insert into booking.customer_tickets as c (event_id, buyer, quantity)
                select :event, w.buyer, w.quantity from wanted w
                 where w.quantity = (select count(*) from seat s where s.booking = w.booking)
                   and (w.buyer in (select buyer from free)
                        or not exists (select from booking.customer_tickets where event_id = :event and buyer = w.buyer))
                 order by w.buyer
                on conflict (event_id, buyer) do update set quantity = c.quantity + excluded.quantity
                 where c.quantity + excluded.quantity <= (select max_tickets_per_customer from catalog.event where id = :event)
                returning buyer
            ), made as (
                select w.* from wanted w join counted c on c.buyer = w.buyer
            ), claimed as (
                update inventory.ticket t
                   set status = 'RESERVED', booking_id = m.booking, owner = m.buyer, version = t.version + 1, changed_at = m.now
                  from seat s join made m on m.booking = s.booking
                 where t.event_id = :event and t.ordinal = any(:seats) and t.ordinal = s.ordinal
            ), booked as (
                insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount, currency, lines,
                    pricing_version, code_number, status, admission_id, created_at, updated_at)
                select :event, booking, buyer, hold, ordinals, amounts, quantity, amount, currency, lines, pricing, code,
                       'PROCESSING', admission, now, now
                  from made
            ), in_flight as (
                insert into booking.payment_in_flight (event_id, booking_id, answered, started_at, method, deadline,
                    next_check_at)
                select :event, booking, false, now, method, deadline, first_check from made
            )
            select booking from made
            """;

    private final JdbcClient jdbc;

    GroupClaimRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param claims of different buyers and seats; none with a limited code, or with how to reach its buyer
    /// @return ids of the bookings that were made; nothing was changed of the others
    Set<UUID> claim(UUID event, List<NewClaim> claims) {
        return jdbc.sql(CLAIM)
                .param("event", event)
                .param(
                        "seats",
                        claims.stream()
                                .flatMap(claim -> claim.hold().ordinals().stream())
                                .toArray(Integer[]::new))
                .param("bookings", texts(claims, claim -> claim.booking().toString()))
                .param("buyers", texts(claims, claim -> claim.claimant().subject()))
                .param("holds", texts(claims, claim -> claim.hold().key()))
                .param("heldAts", texts(claims, claim -> claim.hold().takenAt().toString()))
                .param("opensSales", claims.stream().map(NewClaim::opensSale).toArray(Boolean[]::new))
                .param("ordinals", texts(claims, claim -> array(claim.hold().ordinals())))
                .param("amounts", texts(claims, claim -> array(claim.price().amounts())))
                .param(
                        "totals",
                        claims.stream()
                                .map(claim -> claim.price().total().amount())
                                .toArray(Long[]::new))
                .param("lines", texts(claims, claim -> SeatClaimRepository.linesOf(claim.price())))
                .param(
                        "currencies",
                        texts(claims, claim -> claim.price().total().currency()))
                .param(
                        "pricings",
                        claims.stream().map(claim -> claim.price().version()).toArray(Long[]::new))
                .param(
                        "codes",
                        claims.stream().map(claim -> claim.price().code()).toArray(Integer[]::new))
                .param("methods", texts(claims, NewClaim::method))
                .param("admissions", texts(claims, NewClaim::admission))
                .param("nows", times(claims, claim -> claim.times().now()))
                .param("deadlines", times(claims, claim -> claim.times().deadline()))
                .param("firstChecks", times(claims, claim -> claim.times().firstCheck()))
                .query((row, _) -> row.getObject("booking", UUID.class))
                .set();
    }

    private static String[] texts(List<NewClaim> claims, Function<NewClaim, @Nullable String> text) {
        return claims.stream().map(text).toArray(String[]::new);
    }

    private static String[] times(List<NewClaim> claims, Function<NewClaim, Instant> time) {
        return texts(claims, claim -> time.apply(claim).toString());
    }

    /// As Postgres reads it.
    private static String array(List<? extends Number> numbers) {
        return numbers.stream().map(Number::toString).collect(Collectors.joining(",", "{", "}"));
    }
}

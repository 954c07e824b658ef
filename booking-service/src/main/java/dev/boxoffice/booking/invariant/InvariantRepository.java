package dev.boxoffice.booking.invariant;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds broken promises of the bookings whose money moved of late or is moving. It starts from the latest
/// ledger entries, so it costs what has just been sold, however much was sold before; of the events they
/// belong to it reads all refunds and all tickets passed on, which are few and cost less than a look for
/// each booking.
@Repository
class InvariantRepository {

    private static final String BREACHES = """
            with of_late as materialized (
                select event_id, booking_id, payment_intent_id from booking.ledger_since(:since)
            ), recent as materialized (
                -- In their order, so that neighbours in an index are looked up one after the other.
                select event_id, booking_id from of_late
                union
                select event_id, booking_id from booking.payment_in_flight
                order by event_id, booking_id
            ), passed_on as materialized (
                -- `offset 0` keeps PostgreSQL from reading the tickets passed on of every event there was.
                select e.event_id, t.booking_id
                  from (select distinct event_id from recent) e
                 cross join lateral (select booking_id from booking.ticket_transfer
                                      where event_id = e.event_id and status = 'ACCEPTED' offset 0) t
            ), suspect as (
                -- Paid for, each ticket its buyer's, none passed on: most bookings are, and nothing more is asked of them.
                select b.event_id, b.id, b.status, b.buyer, b.ordinals
                  from recent r join booking.booking b on b.event_id = r.event_id and b.id = r.booking_id
                 where b.status not in ('CONFIRMED', 'PARTIALLY_REFUNDED')
                    or (b.event_id, b.id) in (select event_id, booking_id from passed_on)
                    or (select count(*) from inventory.ticket t
                         where t.event_id = b.event_id and t.ordinal = any (b.ordinals)
                           and t.status = 'BOOKED' and t.booking_id = b.id and t.owner = b.buyer) < cardinality(b.ordinals)
            ), seat as (
                -- The tickets of these bookings, less what was given back; each is its buyer's, or who accepted it last.
                select s.event_id, s.id, s.status, o.ordinal,
                       coalesce((select t.accepted_by from booking.ticket_transfer t
                                  where t.event_id = s.event_id and t.booking_id = s.id and t.ordinal = o.ordinal
                                    and t.status = 'ACCEPTED' order by t.serial desc limit 1), s.buyer) as holder
                  from suspect s cross join lateral unnest(s.ordinals) o (ordinal)
                 where not exists (select from booking.returned_ticket r
                                    where r.event_id = s.event_id and r.booking_id = s.id and r.ordinal = o.ordinal)
            ), held as (
                select s.*, t.status as ticket_status, t.booking_id as ticket_booking, t.owner,
                       exists (select from booking.resale_ticket r
                                where r.event_id = s.event_id and r.ordinal = s.ordinal and r.buyer_booking_id = s.id
                                  and r.state = 'OFFERED' and t.status = 'BOOKED' and t.booking_id = r.booking_id
                                  and t.serial = r.serial) as is_sold_to_it
                  from seat s left join inventory.ticket t on t.event_id = s.event_id and t.ordinal = s.ordinal
            ), movement as (
                -- Of payments whose money moved of late, all there is in the ledger; of their events, all refunds.
                select e.event_id, e.booking_id, e.payment_intent_id, true as is_of_late,
                       case when e.kind in ('CAPTURE', 'CASH') then e.amount end as captured,
                       case when e.kind in ('REFUND', 'REFUND_FAILED', 'CASH_REFUND') then e.amount else 0 end as given,
                       0 as promised, 0 as refunded
                  from (select distinct payment_intent_id from of_late order by payment_intent_id) l
                  join booking.ledger_entry e on e.payment_intent_id = l.payment_intent_id
                union all
                select e.event_id, r.booking_id, r.payment_intent_id, false, null, 0,
                       r.amount, case when r.stripe_refund_id is not null then r.amount else 0 end
                  from (select distinct event_id from of_late) e
                 cross join lateral (select booking_id, payment_intent_id, amount, stripe_refund_id from booking.refund
                                      where event_id = e.event_id and status <> 'FAILED' offset 0) r
            ), promise as (
                select event_id, sum(captured) as captured, sum(given) as given, sum(promised) as promised, sum(refunded) as refunded
                  from movement group by event_id, booking_id, payment_intent_id having bool_or(is_of_late)
            )
            select 'CONFIRMED_WITHOUT_TICKET' as rule, event_id, count(*) as breaches from held
             where status in ('CONFIRMED', 'PARTIALLY_REFUNDED')
               and (ticket_status, ticket_booking, owner) is distinct from ('BOOKED', id, holder)
             group by event_id
            union all
            select 'IN_FLIGHT_WITHOUT_SEAT', event_id, count(*) from held
             where status in ('PROCESSING', 'REQUIRES_ACTION')
               and (ticket_status, ticket_booking, owner) is distinct from ('RESERVED', id, holder) and not is_sold_to_it
             group by event_id
            union all
            select 'IN_FLIGHT_PAST_DEADLINE', event_id, count(*) from booking.payment_in_flight
             where deadline < :late group by event_id
            union all
            select 'TICKET_OF_NO_BOOKING', event_id, count(*) from held
             where status in ('CANCELLED', 'REFUNDED', 'PAYMENT_FAILED') and ticket_booking = id group by event_id
            union all
            select 'REFUNDS_EXCEED_PAYMENT', event_id, count(*) from promise where promised > captured group by event_id
            union all
            select 'LEDGER_AND_REFUNDS_DIFFER', event_id, count(*) from promise where -given <> refunded group by event_id
            """;

    /// Time for Stripe and the reconciler to end a payment that is late.
    private static final Duration LATE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;

    InvariantRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Which rules are broken among the bookings whose money has moved since, or is moving.
    List<InvariantBreach> breaches(Instant since, Instant now) {
        return jdbc.sql(BREACHES)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("late", now.minus(LATE).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new InvariantBreach(
                        InvariantRule.valueOf(row.getString("rule")),
                        row.getObject("event_id", UUID.class),
                        row.getLong("breaches")))
                .list();
    }

    OpenRefunds openRefunds(Instant now) {
        return jdbc.sql("""
                        select count(*) filter (where status = 'FAILED') as failed,
                               min(created_at) filter (where status <> 'FAILED') as oldest
                          from booking.refund
                         where status in ('DUE', 'PENDING') or (status = 'FAILED' and is_owed)
                        """)
                .query((row, _) -> {
                    var oldest = row.getTimestamp("oldest");
                    return new OpenRefunds(
                            row.getLong("failed"),
                            oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), now));
                })
                .single();
    }
}

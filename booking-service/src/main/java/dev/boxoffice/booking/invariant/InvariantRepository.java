package dev.boxoffice.booking.invariant;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds broken promises of the bookings whose money moved of late or is moving. It starts from the latest ledger
/// entries, so it costs what has just been sold, however much was sold before.
@Repository
class InvariantRepository {

    private static final String BREACHES = """
            with recent as (
                select event_id, booking_id from booking.ledger_since(:since)
                union
                select event_id, booking_id from booking.payment_in_flight
            ), living as (
                select b.event_id, b.id, b.status, b.buyer, b.ordinals, b.payment_intent_id
                  from recent r join booking.booking b on b.event_id = r.event_id and b.id = r.booking_id
            ), seat as (
                -- The tickets of these bookings, less what was given back; each is its buyer's, or who accepted it last.
                select l.event_id, l.id, l.status, o.ordinal,
                       coalesce((select t.accepted_by from booking.ticket_transfer t
                                  where t.event_id = l.event_id and t.booking_id = l.id and t.ordinal = o.ordinal
                                    and t.status = 'ACCEPTED' order by t.serial desc limit 1), l.buyer) as holder
                  from living l cross join lateral unnest(l.ordinals) o (ordinal)
                 where not exists (select from booking.returned_ticket r
                                    where r.event_id = l.event_id and r.booking_id = l.id and r.ordinal = o.ordinal)
            ), held as (
                select s.*, t.status as ticket_status, t.booking_id as ticket_booking, t.owner,
                       exists (select from booking.resale_ticket r
                                where r.event_id = s.event_id and r.ordinal = s.ordinal and r.buyer_booking_id = s.id
                                  and r.state = 'OFFERED' and t.status = 'BOOKED' and t.booking_id = r.booking_id
                                  and t.serial = r.serial) as is_sold_to_it
                  from seat s left join inventory.ticket t on t.event_id = s.event_id and t.ordinal = s.ordinal
            ), payment as (
                select e.event_id, e.booking_id, e.payment_intent_id, sum(e.amount) filter (where e.kind in ('CAPTURE', 'CASH')) as captured,
                       coalesce(sum(e.amount) filter (where e.kind in ('REFUND', 'REFUND_FAILED', 'CASH_REFUND')), 0) as given
                  from (select distinct payment_intent_id from booking.ledger_since(:since)) of_late
                  join booking.ledger_entry e on e.payment_intent_id = of_late.payment_intent_id
                 group by e.event_id, e.booking_id, e.payment_intent_id
            ), promise as (
                select p.event_id, p.payment_intent_id, p.captured, p.given,
                       coalesce(sum(r.amount) filter (where r.status <> 'FAILED'), 0) as promised,
                       coalesce(sum(r.amount) filter (where r.status <> 'FAILED' and r.stripe_refund_id is not null), 0)
                           as refunded
                  from payment p left join booking.refund r
                    on r.event_id = p.event_id and r.booking_id = p.booking_id and r.payment_intent_id = p.payment_intent_id
                 group by p.event_id, p.payment_intent_id, p.captured, p.given
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

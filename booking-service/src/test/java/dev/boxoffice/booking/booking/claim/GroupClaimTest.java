package dev.boxoffice.booking.booking.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.booking.ClaimTimes;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Several holds of one event claimed in one statement, as each alone would be.
class GroupClaimTest extends BookingServiceTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final ClaimTimes times = new ClaimTimes(now, now.plusSeconds(300), now.plusSeconds(12));

    @Autowired
    SeatClaimRepository single;

    @Autowired
    GroupClaimRepository groups;

    private NewClaim claim(BookingTestEvent concert, String buyer, int... seats) {
        return claim(concert, buyer, now, seats);
    }

    private NewClaim claim(BookingTestEvent concert, String buyer, Instant heldAt, int... seats) {
        var ordinals = IntStream.of(seats).boxed().toList();
        var ttl = Duration.ofMinutes(10);
        var hold = new Hold(
                concert.id(),
                Hold.newKey(),
                UserHash.of(buyer),
                ordinals,
                PriceChoice.PLAIN,
                heldAt.plus(ttl),
                ttl,
                true);
        var lines = Stream.concat(
                        ordinals.stream()
                                .map(ordinal -> BookingLine.ticket(
                                        ordinal, "Child \"6–12\", {half}", new Money(4500L + ordinal, "EUR"))),
                        Stream.of(new BookingLine(
                                BookingLine.Kind.FEE, "Order", null, null, new Money(150, "EUR"), false, false)))
                .toList();
        return new NewClaim(
                hold,
                BookingPrice.of(lines, "EUR", 1, null),
                null,
                TimeOrderedId.next(),
                new Claimant(buyer, null),
                "pm_card_visa",
                "admission-of-" + buyer,
                times);
    }

    private List<Map<String, Object>> rows(String what, UUID event, UUID booking, String hidden) {
        return sql().sql("select to_jsonb(r) - array[%s]::text[] as row from (%s) r".formatted(hidden, what))
                .params(event, booking)
                .query((row, _) -> Map.<String, Object>of("row", row.getString("row")))
                .list();
    }

    private List<Object> written(BookingTestEvent concert, NewClaim claim) {
        var booking = claim.booking();
        return List.of(
                rows(
                        "select * from booking.booking where event_id = ? and id = ?",
                        concert.id(),
                        booking,
                        "'id','hold_key','buyer','ordinals','amounts','amount','lines','admission_id'"),
                rows(
                        "select * from booking.payment_in_flight where event_id = ? and booking_id = ?",
                        concert.id(),
                        booking,
                        "'booking_id','mirrored'"), // which a worker sets at any time
                rows(
                        "select * from inventory.ticket where event_id = ? and booking_id = ? order by ordinal",
                        concert.id(),
                        booking,
                        "'booking_id','owner','ordinal'"));
    }

    @Test
    void a_group_writes_what_each_alone_would_write() {
        var concert = concert().seated("Stalls", 1, 20, 4500).open();
        var alone = claim(concert, "alone", 0, 1);
        assertThat(single.claim(alone, false).orElseThrow().isMade()).isTrue();
        var ben = claim(concert, "ben, {\"quoted\"} \\ Łódź", 5, 9);
        var cem = claim(concert, "cem", 7, 8);
        assertThat(groups.claim(concert.id(), List.of(ben, cem)))
                .containsExactlyInAnyOrder(ben.booking(), cem.booking());
        for (var claim : List.of(ben, cem)) {
            assertThat(written(concert, claim)).isEqualTo(written(concert, alone));
            var row = sql().sql("select * from booking.booking where id = ?")
                    .param(claim.booking())
                    .query((found, _) -> List.of(
                            found.getString("buyer"),
                            found.getString("hold_key"),
                            found.getString("admission_id"),
                            List.of((Object[]) found.getArray("ordinals").getArray()),
                            List.of((Object[]) found.getArray("amounts").getArray()),
                            found.getLong("amount"),
                            found.getString("lines").contains("Child \\\"6–12\\\", {half}")))
                    .single();
            assertThat(row)
                    .isEqualTo(List.of(
                            claim.claimant().subject(),
                            claim.hold().key(),
                            "admission-of-" + claim.claimant().subject(),
                            claim.hold().ordinals(),
                            claim.price().amounts(),
                            claim.price().total().amount(),
                            true));
            assertThat(ofCustomer(concert, claim.claimant().subject())).isEqualTo(2);
            assertThat(owners(concert, claim)).containsOnly(claim.claimant().subject());
        }
    }

    private List<String> owners(BookingTestEvent concert, NewClaim claim) {
        return sql().sql("select owner from inventory.ticket where event_id = ? and booking_id = ?")
                .params(concert.id(), claim.booking())
                .query((row, _) -> row.getString("owner"))
                .list();
    }

    private int ofCustomer(BookingTestEvent concert, String buyer) {
        return sql().sql(
                        "select coalesce(max(quantity), 0) from booking.customer_tickets where event_id = ? and buyer = ?")
                .params(concert.id(), buyer)
                .query(Integer.class)
                .single();
    }

    @Test
    void whoever_cannot_have_all_their_seats_changes_nothing_and_hinders_nobody() throws Exception {
        var concert = concert()
                .seated("Stalls", 2, 20, 4500)
                .limits(8, 4)
                .sales(now.minus(Duration.ofMinutes(5)), null)
                .open();
        assertThat(single.claim(claim(concert, "earlier", 3), false)
                        .orElseThrow()
                        .isMade())
                .isTrue();
        assertThat(single.claim(claim(concert, "greedy", 10, 11, 12), false)
                        .orElseThrow()
                        .isMade())
                .isTrue();
        assertThat(single.claim(claim(concert, "busy", 30), false).orElseThrow().isMade())
                .isTrue();
        var confirmed = claim(concert, "confirmed", 20);
        assertThat(single.claim(confirmed, false).orElseThrow().isMade()).isTrue();
        var again = new NewClaim(
                new Hold(
                        concert.id(),
                        confirmed.hold().key(),
                        confirmed.hold().buyer(),
                        List.of(21),
                        PriceChoice.PLAIN,
                        confirmed.hold().deadline(),
                        confirmed.hold().ttl(),
                        true),
                confirmed.price(),
                null,
                TimeOrderedId.next(),
                confirmed.claimant(),
                null,
                null,
                times);
        try (var other = POSTGRES.superuser().getConnection()) {
            other.setAutoCommit(false);
            try (var lock = other.prepareStatement(
                    "select 1 from inventory.ticket where event_id = ? and ordinal = 15 for update")) {
                lock.setObject(1, concert.id());
                lock.execute();
            }
            try (var lock = other.prepareStatement(
                    "select 1 from booking.customer_tickets where event_id = ? and buyer = 'busy' for update")) {
                lock.setObject(1, concert.id());
                lock.execute();
            }
            var plain = claim(concert, "plain", 1, 2);
            var refused = List.of(
                    claim(concert, "beaten", 3, 4),
                    claim(concert, "greedy", 13, 14),
                    claim(concert, "greediest", 22, 23, 24, 25, 26),
                    claim(concert, "waits", 15, 16),
                    claim(concert, "busy", 31),
                    claim(concert, "too-early", now.minus(Duration.ofHours(1)), 17),
                    again,
                    claim(concert, "nowhere", 999));
            var group = Stream.concat(refused.stream(), Stream.of(plain)).toList();
            assertThat(groups.claim(concert.id(), group)).containsExactly(plain.booking());
            for (var claim : refused) {
                assertThat(sql().sql("select count(*) from booking.booking where id = ?")
                                .param(claim.booking())
                                .query(Integer.class)
                                .single())
                        .isZero();
                assertThat(owners(concert, claim)).isEmpty();
            }
            other.rollback();
        }
        assertThat(ofCustomer(concert, "beaten")).isZero();
        assertThat(ofCustomer(concert, "greedy")).isEqualTo(3);
        assertThat(ofCustomer(concert, "confirmed")).isEqualTo(1);
        assertThat(ofCustomer(concert, "busy")).isEqualTo(1);
        assertThat(sql().sql("select count(*) from booking.payment_in_flight where event_id = ?")
                        .param(concert.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void nothing_is_claimed_of_an_event_that_is_not_on_sale() {
        var concert = concert().seated("Stalls", 1, 4, 4500).status("POSTPONED").open();
        assertThat(groups.claim(concert.id(), List.of(claim(concert, "ann", 0), claim(concert, "ben", 1))))
                .isEmpty();
    }

    /// As many as there are seats, and as many again who want the same ones, all at once.
    @Test
    void a_rush_sells_each_seat_once() {
        var concert = concert().seated("Stalls", 4, 25, 4500).open();
        var sold = together(IntStream.range(0, 200)
                        .<Callable<Integer>>mapToObj(i -> () -> {
                            var buyer = buyer("rush-%d-%s".formatted(i, concert.id()));
                            var hold = buyer.reserve(concert.ticket(i / 2));
                            return hold.status() == 201
                                    ? buyer.buy(hold.text("holdId"), "pm_card_visa")
                                            .status()
                                    : hold.status();
                        })
                        .toList())
                .stream()
                .toList();
        assertThat(sold).containsOnly(200, 409);
        assertThat(sold.stream().filter(status -> status == 200)).hasSize(100);
        promisesAreKept(concert);
        assertThat(JdbcClient.create(POSTGRES.superuser())
                        .sql("select sum(quantity) from booking.customer_tickets where event_id = ?")
                        .param(concert.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(100);
    }
}

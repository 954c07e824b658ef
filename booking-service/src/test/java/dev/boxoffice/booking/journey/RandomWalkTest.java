package dev.boxoffice.booking.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.BookingTransitionService;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.ClaimTimes;
import dev.boxoffice.booking.booking.claim.ClaimResult;
import dev.boxoffice.booking.booking.claim.ClaimService;
import dev.boxoffice.booking.booking.claim.Claimant;
import dev.boxoffice.booking.booking.entitlement.TicketRefundQuoteService;
import dev.boxoffice.booking.booking.entitlement.TicketRefundService;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.booking.testing.BookingInvariants;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.platform.id.UserHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Random walks of several bookings over few seats, two steps at a time in parallel, on the real stores.
/// After every step the promises must hold, every move must be one the table allows, and Redis must end as
/// Postgres is.
class RandomWalkTest extends BookingServiceTest {

    private static final int SEATS = 6;
    private static final int STEPS = 40;

    @Autowired
    ClaimService claims;

    @Autowired
    BookingTransitionService transitions;

    @Autowired
    BookingRepository bookings;

    @Autowired
    BookingMoneyRepository money;

    @Autowired
    TicketRefundQuoteService quotes;

    @Autowired
    TicketRefundService refunds;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    StringRedisTemplate redis;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void any_walk_keeps_the_promises(long seed) {
        var random = new Random(seed);
        var concert = concert().seated("Stalls", 1, SEATS, 4500).limits(4, 4).open();
        var known = new ArrayList<UUID>();
        for (var step = 0; step < STEPS; step++) {
            var before =
                    known.stream().map(id -> bookings.find(id).orElseThrow()).toList();
            var started = together(List.<Callable<UUID>>of(
                    move(concert, before, new Random(random.nextLong())),
                    move(concert, before, new Random(random.nextLong()))));
            started.stream().filter(id -> id != null && !known.contains(id)).forEach(known::add);
            assertNothingBroken(concert);
            before.forEach(was -> assertThat(reachable(was.status()))
                    .contains(bookings.find(was.id()).orElseThrow().status()));
        }
        // Payments that are still open are shown after a moment only.
        await().untilAsserted(() -> assertRedisAgrees(concert));
    }

    /// @return the booking it claimed, or null
    private Callable<UUID> move(BookingTestEvent concert, List<Booking> known, Random random) {
        var now = Instant.now();
        var times = new ClaimTimes(now, now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)));
        if (known.isEmpty() || random.nextInt(3) == 0) {
            var buyer = "walker-" + random.nextInt(3);
            var hold = hold(concert, buyer, random, now);
            return () -> claims.claim(hold, new Claimant(buyer, null), "pm_card_visa", null, times)
                            instanceof ClaimResult.Claimed(var made)
                    ? made.id()
                    : null;
        }
        var booking = known.get(random.nextInt(known.size()));
        var intent = "pi_" + booking.id();
        return switch (random.nextInt(7)) {
            case 0, 1 ->
                () -> {
                    transitions.confirm(booking.event(), booking.id(), intent, booking.total(), now);
                    return null;
                };
            case 2 ->
                () -> {
                    transitions.decline(booking, intent, "card_declined", now);
                    return null;
                };
            case 3 ->
                () -> {
                    transitions.expire(booking, "deadline", now);
                    return null;
                };
            case 4 ->
                () -> {
                    new TransactionTemplate(transactions).executeWithoutResult(_ -> cancel(booking, now));
                    return null;
                };
            case 5 ->
                () -> {
                    transitions.recordAnswer(
                            booking, BookingStatus.REQUIRES_ACTION, intent, "secret", times.firstCheck(), now);
                    return null;
                };
            default ->
                () -> {
                    if (booking.status() == BookingStatus.PAYMENT_FAILED) {
                        claims.claimAgain(booking, "pm_card_visa", null, false, times);
                    }
                    return null;
                };
        };
    }

    private void cancel(Booking booking, Instant now) {
        var locked = money.lock(booking.event(), booking.id()).orElseThrow();
        if (locked.status().isPaid()) {
            money.lockTickets(locked);
            var found = money.find(locked);
            var some = found.unused().subList(0, Math.max(1, found.unused().size() - 1));
            refunds.takeBack(found, quotes.whole(found, some), CancelReason.CUSTOMER, RefundRequestedBy.NOBODY, now);
        }
    }

    private static Hold hold(BookingTestEvent concert, String buyer, Random random, Instant now) {
        var ordinals = new TreeSet<Integer>();
        var quantity = 1 + random.nextInt(3);
        while (ordinals.size() < quantity) {
            ordinals.add(random.nextInt(SEATS));
        }
        return new Hold(
                concert.id(),
                UUID.randomUUID().toString(),
                UserHash.of(buyer),
                List.copyOf(ordinals),
                PriceChoice.PLAIN,
                now.plusSeconds(600),
                Duration.ofMinutes(10),
                true);
    }

    /// Two moves run between two looks.
    private static List<BookingStatus> reachable(BookingStatus from) {
        var reachable = new ArrayList<BookingStatus>(List.of(from));
        for (var middle : BookingStatus.values()) {
            if (from.mayBecome(middle)) {
                reachable.add(middle);
                for (var to : BookingStatus.values()) {
                    if (middle.mayBecome(to)) {
                        reachable.add(to);
                    }
                }
            }
        }
        return reachable;
    }

    private void assertNothingBroken(BookingTestEvent concert) {
        var broken = JdbcClient.create(POSTGRES.superuser())
                .sql(BookingInvariants.sql())
                .query()
                .listOfRows();
        assertThat(broken.stream().filter(row -> concert.id().equals(row.get("event_id"))))
                .isEmpty();
    }

    private void assertRedisAgrees(BookingTestEvent concert) {
        var keys = SeatKeys.of(concert.id());
        var statuses = concert.ticketStatuses();
        for (var ordinal = 0; ordinal < SEATS; ordinal++) {
            assertThat(redis.opsForValue().getBit(keys.booked(), ordinal))
                    .as("booked bit of %d", ordinal)
                    .isEqualTo(!statuses.get(ordinal).equals("AVAILABLE"));
            assertThat(redis.opsForValue().getBit(keys.finallyBooked(), ordinal))
                    .isEqualTo(statuses.get(ordinal).equals("BOOKED"));
        }
        var owned = redis.opsForHash().entries(keys.owned()).values().stream()
                .mapToInt(count -> Integer.parseInt(count.toString()))
                .sum();
        assertThat(owned).isEqualTo((int)
                statuses.stream().filter(status -> !status.equals("AVAILABLE")).count());
    }
}

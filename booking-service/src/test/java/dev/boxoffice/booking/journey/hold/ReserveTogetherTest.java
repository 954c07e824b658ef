package dev.boxoffice.booking.journey.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.idempotency.IdempotencyClaim;
import dev.boxoffice.booking.hold.store.ReserveCommand;
import dev.boxoffice.booking.hold.store.ReserveReply;
import dev.boxoffice.booking.hold.store.ReserveScript;
import dev.boxoffice.booking.hold.store.SeatChoice;
import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.platform.id.UserHash;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Reserves that share a call get what they would have got one after the other.
class ReserveTogetherTest extends BookingServiceTest {

    private static final int SEATS = 12;
    private static final int ROUNDS = 60;

    @Autowired
    ReserveScript script;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    SaleCatalogueService catalogue;

    @Autowired
    MeterRegistry metrics;

    @Test
    void together_they_get_what_they_get_one_by_one() {
        var random = new Random(20261130);
        for (var round = 0; round < ROUNDS; round++) {
            var apart = opened();
            var joined = opened();
            var requests = requests(random);
            var oneByOne = requests.stream()
                    .map(request -> script.run(apart.id(), List.of(request.of(apart)))
                            .orElseThrow()
                            .getFirst())
                    .toList();
            var together = script.run(
                    joined.id(),
                    requests.stream().map(request -> request.of(joined)).toList());

            assertThat(together.orElseThrow().stream().map(ReserveTogetherTest::withoutTime))
                    .as("round %d: %s", round, requests)
                    .containsExactlyElementsOf(oneByOne.stream()
                            .map(ReserveTogetherTest::withoutTime)
                            .toList());
            assertThat(seats(joined)).as("round %d", round).isEqualTo(seats(apart));
            assertThat(told(joined)).isEqualTo(told(apart));
        }
    }

    @Test
    void those_who_come_at_once_each_get_their_own_answer() {
        var concert = concert().seated("Stalls", 8, 10, 4500).open();
        buyer("warm-up").reserve(concert.ticket(79)); // loads the mirror
        var tasks = new ArrayList<Callable<List<Integer>>>();
        for (var i = 0; i < 200; i++) {
            var name = "rush-" + i;
            var seat = i % 79;
            tasks.add(() -> {
                var answer = buyer(name).reserve(concert.ticket(seat));
                assertThat(answer.status()).isIn(201, 409);
                if (answer.status() == 409) {
                    assertThat(answer.problem()).isEqualTo("seat-taken");
                    return List.of();
                }
                assertThat(answer.body().at("/tickets/0/id").asString()).isEqualTo(concert.ticket(seat));
                return List.of(seat);
            });
        }
        var held = together(tasks).stream().flatMap(List::stream).sorted().toList();
        assertThat(held)
                .containsExactlyElementsOf(IntStream.range(0, 79).boxed().toList());
        promisesAreKept(concert);
    }

    /// The same request again, after its hold has ended, takes its seat again, and from whoever follows it in the call.
    @Test
    void a_hold_that_begins_again_is_alive_for_those_who_follow() {
        var sale = opened();
        var seat = new SeatChoice.Exactly(List.of(0), "");
        var again = new Wish(Hold.newKey(), UserHash.of("alice"), null, PriceChoice.PLAIN, 1, seat).of(sale);
        var other = new Wish(Hold.newKey(), UserHash.of("bob"), null, PriceChoice.PLAIN, 1, seat).of(sale);
        script.run(sale.id(), List.of(again));
        redis.delete(SeatKeys.of(sale.id()).hold(again.command().holdKey())); // its time is over
        var replies = script.run(sale.id(), List.of(again, other)).orElseThrow();
        assertThat(replies.getFirst()).isInstanceOf(ReserveReply.Held.class);
        assertThat(replies.getLast()).isEqualTo(new ReserveReply.Taken(List.of(0)));
    }

    private record Wish(
            String holdKey,
            UserHash buyer,
            @Nullable IdempotencyClaim claim,
            PriceChoice price,
            int quantity,
            SeatChoice seats) {

        ReserveScript.Request of(EventSale sale) {
            var own = claim == null ? null : new IdempotencyClaim(claim.key() + sale.id(), claim.requestHash());
            return new ReserveScript.Request(
                    new ReserveCommand(holdKey, sale, buyer, null, own, price, null, quantity, seats),
                    own == null ? null : "bo:idem:{" + own.key() + "}");
        }
    }

    private EventSale opened() {
        var concert = concert().seated("Stalls", 1, SEATS, 4500).limits(4, 4).open();
        redis.opsForValue().set(SeatKeys.of(concert.id()).loaded(), "test");
        return catalogue.find(concert.id()).orElseThrow();
    }

    /// Some come twice: with their key, or because their answer was lost.
    private static List<Wish> requests(Random random) {
        var requests = new ArrayList<Wish>();
        for (var i = 0; i < 2 + random.nextInt(14); i++) {
            if (!requests.isEmpty() && random.nextInt(5) == 0) {
                requests.add(requests.get(random.nextInt(requests.size())));
                continue;
            }
            var quantity = 1 + random.nextInt(3);
            var claim = random.nextBoolean()
                    ? null
                    : new IdempotencyClaim("key-" + random.nextInt(4), "hash-" + random.nextInt(2));
            var seats = seats(random, quantity);
            requests.add(new Wish(
                    Hold.newKey(),
                    UserHash.of("buyer-" + random.nextInt(4)),
                    claim,
                    PriceChoice.PLAIN,
                    quantity,
                    seats));
        }
        return requests;
    }

    private static SeatChoice seats(Random random, int quantity) {
        var all = new ArrayList<>(IntStream.range(0, SEATS).boxed().toList());
        Collections.shuffle(all, random);
        return switch (random.nextInt(7)) {
            case 0 -> new SeatChoice.AnyOf(all.subList(0, 6));
            case 1 -> new SeatChoice.FirstFree(List.of(all.subList(0, quantity), all.subList(quantity, 2 * quantity)));
            case 2 -> new SeatChoice.Nothing();
            case 3 -> new SeatChoice.Exactly(all.subList(0, quantity), quantity == 1 ? around(all.getFirst()) : "");
            default ->
                new SeatChoice.Exactly(
                        all.subList(0, quantity).stream().sorted().toList(), "");
        };
    }

    /// Who sits beside a seat and beyond, to the left and to the right, as the script reads it.
    private static String around(int seat) {
        return IntStream.of(seat - 1, seat - 2, seat + 1, seat + 2)
                        .mapToObj(near -> near < 0 || near >= SEATS ? "-1" : String.valueOf(near))
                        .collect(Collectors.joining(","))
                + ",0";
    }

    private static ReserveReply withoutTime(ReserveReply reply) {
        return switch (reply) {
            case ReserveReply.Held(var _, var key, var price, var ordinals, var alone) ->
                new ReserveReply.Held(Instant.EPOCH, key, price, ordinals, alone);
            case ReserveReply.Replayed(var first) -> new ReserveReply.Replayed(withoutTime(first));
            default -> reply;
        };
    }

    private Object seats(EventSale sale) {
        var keys = SeatKeys.of(sale.id());
        return List.of(
                new TreeMap<>(redis.opsForHash().entries(keys.holders())),
                redis.opsForZSet().range(keys.held(), 0, -1).stream().sorted().toList());
    }

    /// What the event's stream says of each seat, however it is divided.
    private List<String> told(EventSale sale) {
        return redis.opsForStream().range(SeatKeys.of(sale.id()).changes(), Range.unbounded()).stream()
                .flatMap(entry ->
                        Arrays.stream(entry.getValue().get("s").toString().split(",")))
                .map(seat -> seat.substring(0, seat.lastIndexOf(':')))
                .toList();
    }
}

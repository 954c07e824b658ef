package dev.boxoffice.gateway.waitingroom.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.redis.TestRedisExecutor;
import dev.boxoffice.gateway.waitingroom.draw.DrawReceipt;
import dev.boxoffice.gateway.waitingroom.draw.QueueOrder;
import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomState;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import dev.boxoffice.testkit.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/// L1: one person, one lot, whatever they do; phantoms cost nobody time.
@Tag("stores")
class OneLotTest {

    private static final TestRedis OWN = TestRedis.start();
    private static final ReactiveRedisExecutor REDIS = TestRedisExecutor.connect(OWN);
    private static final WaitingRoomFixture GATEWAY = new WaitingRoomFixture(REDIS, WaitingRoomFixture.PROPERTIES);
    private static final int PEOPLE = 8;

    @AfterContainer
    static void stop() {
        REDIS.destroy();
        OWN.stop();
    }

    /// Each number is one person who comes if they are not there, and goes if they are.
    @Property(tries = 40)
    void the_lots_drawn_are_the_people_present(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = PEOPLE - 1) Integer> comingsAndGoings) {
        QueuedEvent event = WaitingRoomFixture.event(0, 2, 0); // nobody is called
        GATEWAY.openBeforeSale(event);
        Map<Integer, Long> present = new HashMap<>();
        for (int person : comingsAndGoings) {
            Long lot = present.remove(person);
            if (lot == null) {
                present.put(person, GATEWAY.join(event, name(person)).number());
                assertThat(GATEWAY.join(event, name(person)).number()).isEqualTo(present.get(person));
            } else {
                GATEWAY.returnLot(event, name(person), lot);
            }
        }
        WaitingRoomState drawn = GATEWAY.draw(event);
        QueueOrder order = drawn.order();

        assertThat(new HashSet<>(present.values())).hasSize(present.size());
        assertThat(order.isDrawn()).isTrue();
        assertThat(drawn.waiting()).isEqualTo(present.size());
        assertThat(GATEWAY.draws().entrants(event.id(), order))
                .containsExactlyInAnyOrderElementsOf(present.keySet().stream()
                        .map(person -> UserHash.of(name(person)))
                        .toList());
        // They have the first turns among them, each one, and a receipt that says so.
        assertThat(present.values().stream().map(order::turn).map(turn -> turn - order.base()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, present.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        present.forEach((person, lot) -> assertThat(GATEWAY.draws()
                        .receipt(event.id(), order, drawn.merkleRoot(), UserHash.of(name(person)), lot)
                        .map(DrawReceipt::place))
                .hasValue(order.turn(lot) - order.base() + 1));
    }

    private static String name(int person) {
        return "person-" + person;
    }

    @Example
    void sixty_cycles_of_one_account_leave_one_lot() {
        QueuedEvent event = WaitingRoomFixture.event(600_000, 2, 0);
        GATEWAY.openBeforeSale(event);
        for (int i = 0; i < 60; i++) {
            long lot = GATEWAY.join(event, "mallory").number();
            if (i < 59) {
                GATEWAY.returnLot(event, "mallory", lot);
            }
        }
        QueueOrder order = GATEWAY.draw(event).order();
        assertThat(order.draw()).isNotNull().extracting(draw -> draw.size()).isEqualTo(1L);
        assertThat(order.next() - order.base()).isEqualTo(1);
    }

    /// Counted in ticks, not seconds: honest people buy at once when they are inside.
    @Example
    void a_tenfold_attack_of_phantoms_costs_honest_people_less_than_a_tenth() {
        int withoutAttack = ticksUntilAllHaveBought(0, 0);
        assertThat(ticksUntilAllHaveBought(200, 0)).isLessThanOrEqualTo(withoutAttack * 11 / 10);
        assertThat(ticksUntilAllHaveBought(0, 200)).isLessThanOrEqualTo(withoutAttack * 11 / 10);
    }

    /// @param before phantoms before the draw
    /// @param after phantoms among those who come after it, ahead of half of the honest
    private static int ticksUntilAllHaveBought(int before, int after) {
        QueuedEvent event = WaitingRoomFixture.event(600_000, 2, 0);
        GATEWAY.openBeforeSale(event);
        Map<String, Long> honest = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            honest.put("early-" + i, GATEWAY.join(event, "early-" + i).number());
            for (int j = 0; j < before / 10; j++) {
                GATEWAY.returnLot(
                        event, "mallory", GATEWAY.join(event, "mallory").number());
            }
        }
        QueueOrder order = GATEWAY.draw(event).order();
        for (int i = 0; i < after; i++) {
            GATEWAY.leave(event, "mallory", GATEWAY.join(event, "mallory").number());
        }
        for (int i = 0; i < 10; i++) {
            honest.put("late-" + i, GATEWAY.join(event, "late-" + i).number());
        }
        int ticks = 0;
        while (!honest.isEmpty() && ticks < 500) {
            GATEWAY.move(event);
            ticks++;
            List<String> inside = new ArrayList<>();
            honest.forEach((name, place) -> {
                if (GATEWAY.claim(event, name, place, order.turn(place)) != null) {
                    inside.add(name);
                }
            });
            inside.forEach(name -> buy(event, name, Objects.requireNonNull(honest.remove(name))));
        }
        return ticks;
    }

    /// booking-service marks an admission as used when its booking is confirmed.
    private static void buy(QueuedEvent event, String name, long place) {
        String used = "bo:{" + event.id() + "}:queue:done:" + UserHash.of(name).text() + "." + place;
        REDIS.call(template -> template.opsForValue().set(used, "1".getBytes(StandardCharsets.UTF_8)))
                .block();
    }

    @Example
    void a_lot_that_was_given_back_admits_only_whoever_has_it_now() {
        QueuedEvent event = WaitingRoomFixture.event(600_000, 2, 0);
        GATEWAY.openBeforeSale(event);
        long lot = GATEWAY.join(event, "mallory").number();
        GATEWAY.returnLot(event, "mallory", lot);
        assertThat(GATEWAY.join(event, "next").number()).isEqualTo(lot);
        long turn = GATEWAY.draw(event).order().turn(lot);
        GATEWAY.call(event, turn);

        assertThat(GATEWAY.claim(event, "mallory", lot, turn)).isNull();
        assertThat(GATEWAY.claim(event, "next", lot, turn)).isNotNull();
        assertThat(GATEWAY.tick(event).admissions().active()).isEqualTo(1);
    }

    /// What was taken back before the draw is given to whoever comes next, so nobody makes the pool of lots grow.
    @Example
    void lots_are_no_more_than_people_were_there_at_one_time() {
        QueuedEvent event = WaitingRoomFixture.event(600_000, 2, 0);
        GATEWAY.openBeforeSale(event);
        Set<Long> lots = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            long first = GATEWAY.join(event, "first-" + i).number();
            long second = GATEWAY.join(event, "second-" + i).number();
            lots.addAll(List.of(first, second));
            GATEWAY.returnLot(event, "first-" + i, first);
            GATEWAY.returnLot(event, "second-" + i, second);
        }
        assertThat(lots).hasSize(2);
    }
}

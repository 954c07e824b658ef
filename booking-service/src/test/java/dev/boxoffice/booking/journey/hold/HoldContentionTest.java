package dev.boxoffice.booking.journey.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldContentionTest extends BookingServiceTest {

    @Test
    void one_of_500_buyers_gets_the_last_seat() {
        var concert = concert().seated("Stalls", 1, 1, 4500).open();
        var answers = together(IntStream.range(0, 500)
                .<Callable<BookingTestResponse>>mapToObj(
                        n -> () -> buyer("rush-" + n).reserve(concert.ticket(0)))
                .toList());

        var byStatus =
                answers.stream().collect(Collectors.groupingBy(BookingTestResponse::status, Collectors.counting()));
        assertThat(byStatus).isEqualTo(Map.of(201, 1L, 409, 499L));
        assertThat(answers.stream().filter(answer -> answer.status() == 409).map(BookingTestResponse::problem))
                .containsOnly("seat-taken");
    }

    @Test
    void crossed_requests_never_wait_for_each_other_and_never_hold_in_part() {
        var concert = concert().seated("Stalls", 1, 6, 4500).open();
        for (var round = 0; round < 20; round++) {
            var requests = List.of(List.of(0, 1, 2), List.of(2, 1, 0), List.of(2, 3), List.of(3, 4, 0), List.of(5, 0));
            var tasks = new ArrayList<Callable<BookingTestResponse>>();
            for (var i = 0; i < requests.size(); i++) {
                var name = "crossed-" + round + "-" + i;
                var seats = requests.get(i).stream().map(concert::ticket).toArray(String[]::new);
                tasks.add(() -> buyer(name).reserve(seats));
            }
            var answers = together(tasks);
            var held = new ArrayList<String>();
            for (var i = 0; i < answers.size(); i++) {
                var answer = answers.get(i);
                if (answer.status() == 201) {
                    assertThat(answer.body().path("tickets").size())
                            .isEqualTo(requests.get(i).size());
                    answer.body()
                            .path("tickets")
                            .forEach(ticket -> held.add(ticket.path("id").asString()));
                    assertThat(buyer("crossed-" + round + "-" + i)
                                    .delete("/booking/holds/" + answer.text("holdId"))
                                    .status())
                            .isEqualTo(204);
                } else {
                    assertThat(answer.problem()).isEqualTo("seat-taken");
                }
            }
            assertThat(held).isNotEmpty().doesNotHaveDuplicates();
        }
        // Nothing is left over from those that were refused.
        assertThat(buyer("after").reserve(concert.tickets(0, 6)).status()).isEqualTo(201);
    }

    @Test
    void crossed_claims_never_deadlock_in_postgres() {
        var concert = concert().seated("Stalls", 1, 6, 0).limits(8, 100).open();
        REDIS.flush();
        // Each hold is free in Redis on its own; the claims race in Postgres, where the mirror is of no help.
        var holds = new ArrayList<String>();
        var requests = List.of(List.of(0, 1, 2, 3), List.of(3, 2, 1, 0), List.of(2, 3, 4), List.of(4, 5, 0));
        for (var i = 0; i < requests.size(); i++) {
            var seats = requests.get(i).stream().map(concert::ticket).toArray(String[]::new);
            holds.add(buyer("claim-" + i).reserve(seats).text("holdId"));
            REDIS.command("DEL bo:{" + concert.id() + "}:holders");
        }
        var tasks = new ArrayList<Callable<BookingTestResponse>>();
        for (var i = 0; i < holds.size(); i++) {
            var name = "claim-" + i;
            var hold = holds.get(i);
            tasks.add(() -> buyer(name).buy(hold, "pm_card_visa"));
        }
        var answers = together(tasks);
        assertThat(answers.stream().map(BookingTestResponse::status)).containsOnly(200, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).isNotEmpty();
        promisesAreKept(concert);
    }

    @Test
    void three_buyers_a_seat_sell_the_house_and_refuse_nobody_while_enough_is_free() {
        var seats = 60;
        var concert =
                concert().seated("Stalls", 4, 10, 0).standing("Floor", 20, 0).open();
        var random = new Random(42);
        var free = new int[] {seats};
        var tasks = new ArrayList<Callable<BookingTestResponse>>();
        for (var i = 0; i < seats * 3; i++) {
            var name = "many-" + i;
            var quantity = 1 + random.nextInt(4);
            tasks.add(() -> buyer(name)
                    .post("/booking/reserve", Map.of("eventId", concert.id().toString(), "quantity", quantity)));
        }
        Collections.shuffle(tasks, random);
        var answers = together(tasks);

        var held = new HashSet<String>();
        for (var answer : answers) {
            if (answer.status() == 201) {
                answer.body()
                        .path("tickets")
                        .forEach(ticket -> assertThat(held.add(ticket.path("id").asString()))
                                .as("held once")
                                .isTrue());
            } else {
                assertThat(answer.problem()).isEqualTo("sold-out");
            }
        }
        free[0] -= held.size();
        // A buyer who wants one more finds it as long as there is one.
        for (var left = free[0]; left > 0; left--) {
            var one = buyer("left-" + left)
                    .post("/booking/reserve", Map.of("eventId", concert.id().toString(), "quantity", 1));
            assertThat(one.status()).isEqualTo(201);
        }
        assertThat(free[0]).as("seats nobody got though 180 buyers came").isLessThan(4);
        assertThat(buyer("too-late")
                        .post("/booking/reserve", Map.of("eventId", concert.id().toString(), "quantity", 1))
                        .problem())
                .isEqualTo("sold-out");
    }

    @Test
    void the_same_buyer_cannot_pass_the_limit_by_asking_many_times_at_once() {
        var concert = concert().seated("Stalls", 1, 40, 4500).limits(4, 4).open();
        var answers = together(IntStream.range(0, 20)
                .<Callable<BookingTestResponse>>mapToObj(n ->
                        () -> buyer("greedy").reserve(concert.ticket(2 * n), concert.ticket(2 * n + 1)))
                .toList());
        assertThat(answers.stream().filter(answer -> answer.status() == 201).count())
                .isEqualTo(2);
        assertThat(answers.stream().filter(answer -> answer.status() == 409).map(BookingTestResponse::problem))
                .containsOnly("ticket-limit");
    }
}

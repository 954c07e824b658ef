package dev.boxoffice.booking.hold.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingRedisMonitor;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// D9: what a sold-out or nearly sold-out event of 200,000 places asks of Redis does not grow with it.
class LargeSaleTest extends BookingServiceTest {

    private static final int PLACES = 200_000;
    private static final int COMMANDS_OF_A_REFUSAL = 20;
    private static final int COMMANDS_OF_THE_LAST_PLACES = 150;
    private static final int MOST_TICKETS = 200;
    /// A script does a few hundred commands in a millisecond, and everybody else waits: so each is for all tickets.
    private static final int COMMANDS_OF_A_SCRIPT = 30;

    @Test
    void a_sold_out_event_is_refused_with_a_handful_of_commands() throws Exception {
        var concert = sold(0);
        assertThat(best(concert, "first", 2).status()).isEqualTo(409); // reads how it stands
        try (var monitor = new BookingRedisMonitor(REDIS)) {
            var refused = best(concert, "second", 2);
            assertThat(refused.text("type")).isEqualTo("/problems/sold-out");
            assertThat(commands(monitor, concert)).isLessThan(COMMANDS_OF_A_REFUSAL);
        }
    }

    @Test
    void the_last_places_are_found_and_no_script_looks_at_all_of_the_others() throws Exception {
        var concert = sold(3);
        try (var monitor = new BookingRedisMonitor(REDIS)) {
            assertThat(best(concert, "first", 2).status()).isEqualTo(201);
            assertThat(best(concert, "second", 2).text("type")).isEqualTo("/problems/sold-out");
            var last = best(concert, "second", 1);
            assertThat(last.status()).isEqualTo(201);
            assertThat(commands(monitor, concert)).isLessThan(COMMANDS_OF_THE_LAST_PLACES);
            buyer("second").delete("/booking/holds/" + last.text("holdId"));
            assertThat(best(concert, "third", 1).status())
                    .as("given back, and seen at once")
                    .isEqualTo(201);
        }
    }

    @Test
    void a_large_booking_costs_a_script_no_more_commands_than_a_small_one() throws Exception {
        var concert = concert()
                .seated("Stalls", 3, MOST_TICKETS, 4500)
                .limits(MOST_TICKETS, MOST_TICKETS)
                .open();
        try (var monitor = new BookingRedisMonitor(REDIS)) {
            var first = best(concert, "first", MOST_TICKETS);
            assertThat(buyer("first")
                            .delete("/booking/holds/" + first.text("holdId"))
                            .status())
                    .isEqualTo(204);
            var second = best(concert, "second", MOST_TICKETS);
            assertThat(buyer("second")
                            .buy(second.text("holdId"), "pm_card_visa")
                            .text("status"))
                    .isEqualTo("CONFIRMED");
            assertThat(commandsOfScripts(monitor, concert))
                    .as("commands of reserve, release, reserve, begin-claim and mirror")
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allMatch(commands -> commands < COMMANDS_OF_A_SCRIPT);
        }
    }

    @Test
    void buyers_who_rush_at_the_last_places_get_all_of_them_and_each_only_once() {
        var concert = sold(40);
        var answers = together(IntStream.range(0, 60)
                .mapToObj(i -> (Callable<BookingTestResponse>) () -> best(concert, "rusher" + i, 1))
                .toList());
        var seats = new HashSet<String>();
        answers.stream()
                .filter(answer -> answer.status() == 201)
                .forEach(answer -> assertThat(seats.add(
                                answer.body().path("tickets").get(0).path("id").asString()))
                        .isTrue());
        assertThat(seats).hasSize(40);
    }

    /// All but the last so many places are given away, as Redis knows it.
    private BookingTestEvent sold(int left) {
        var concert = concert().standing("Floor", PLACES, 4500).open();
        assertThat(best(concert, "loads the mirror", 1).status()).isEqualTo(201);
        var prefix = "bo:{" + concert.id() + "}:";
        REDIS.command("EVAL \"redis.call('SET', KEYS[1], string.rep(string.char(255), " + PLACES / 8 + ")) "
                + "for i = 1, " + left + " do redis.call('SETBIT', KEYS[1], " + PLACES + " - i, 0) end "
                + "return redis.call('INCR', KEYS[2])\" 2 " + prefix + "booked " + prefix + "ver");
        return concert;
    }

    private BookingTestResponse best(BookingTestEvent concert, String name, int quantity) {
        return buyer(name)
                .post("/booking/reserve", Map.of("eventId", concert.id().toString(), "quantity", quantity));
    }

    /// How many each script did: Redis tells of them after the call that they are part of.
    private static List<Integer> commandsOfScripts(BookingRedisMonitor monitor, BookingTestEvent concert) {
        var counts = new ArrayList<Integer>();
        for (var line : monitor.commands()) {
            if (!line.contains(" lua] ")) {
                counts.add(0);
            } else if (line.contains(concert.id().toString())) {
                counts.set(counts.size() - 1, counts.getLast() + 1);
            }
        }
        return counts.stream().filter(count -> count > 0).toList();
    }

    /// How many; none of them, in a script, reads all that is held or booked.
    /// Of this event: others' commands may come between.
    private static long commands(BookingRedisMonitor monitor, BookingTestEvent concert) {
        var all = monitor.commands().stream()
                .filter(line -> line.contains(concert.id().toString()))
                .toList();
        assertThat(all).isNotEmpty();
        assertThat(all)
                .filteredOn(line -> line.contains(" lua] "))
                .noneMatch(line -> line.contains("lua] \"GET\"") && line.contains(":booked\""))
                .noneMatch(line -> line.contains("\"ZRANGEBYSCORE\"") && !line.contains("\"LIMIT\""));
        return all.size();
    }
}

package dev.boxoffice.booking.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.platform.redis.LuaScript;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Shows that the checks of the other tests can fail: the same rush with the script's guard cut out holds a
/// seat many times, and Postgres, the second wall, still sells it once.
class ControlTest extends BookingTest {

    @Autowired
    StringRedisTemplate redis;

    @Test
    void without_the_guard_in_lua_a_seat_is_held_many_times_over() {
        var concert = concert().seated("Stalls", 1, 1, 4500).open();
        buyer("warm-up").reserve(concert.ticket(0)); // loads the mirror
        REDIS.command("DEL bo:{" + concert.id() + "}:seat:0");
        var guarded = holders(concert, LuaScript.text("reserve"));
        REDIS.command("DEL bo:{" + concert.id() + "}:seat:0");
        var unguarded = holders(concert, withoutGuard(LuaScript.text("reserve")));
        assertThat(guarded).isEqualTo(1);
        assertThat(unguarded).isGreaterThan(1);
    }

    private static String withoutGuard(String script) {
        var cut = script.replaceAll("(?s)-- guard:begin.*?-- guard:end", "");
        assertThat(cut).isNotEqualTo(script);
        return cut;
    }

    private long holders(Concert concert, String text) {
        var script = LuaScript.fromText(text);
        var tag = "bo:{" + concert.id() + "}:";
        return together(IntStream.range(0, 50)
                        .<Callable<List<String>>>mapToObj(n -> () -> redis.execute(
                                script,
                                List.of(
                                        tag + "loaded",
                                        tag + "held",
                                        tag + "booked",
                                        tag + "ver",
                                        tag + "changes",
                                        tag + "owned",
                                        tag + "buyer:" + text.hashCode() + n,
                                        tag + "hold:" + text.hashCode() + n,
                                        tag + "idem:",
                                        tag + "queue:on",
                                        tag + "queue:done:"),
                                tag,
                                "hold" + n,
                                "buyer" + n,
                                "600000",
                                "8",
                                "0",
                                "0",
                                "",
                                "1000",
                                "",
                                "OFF",
                                "1000",
                                "1",
                                "listed",
                                "0"))
                        .toList())
                .stream()
                .filter(answer -> answer.getFirst().equals("HELD"))
                .count();
    }
}

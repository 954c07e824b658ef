package dev.boxoffice.booking.journey.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.catalogue.code.CodeProperties;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.hold.store.ReserveCommand;
import dev.boxoffice.booking.hold.store.ReserveReply;
import dev.boxoffice.booking.hold.store.ReserveScript;
import dev.boxoffice.booking.hold.store.SeatChoice;
import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Shows that the checks of the other tests can fail: the same rush with the script's guard cut out holds a
/// seat many times, and Postgres, the second wall, still sells it once.
class ControlTest extends BookingServiceTest {

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    RedisGuard guard;

    @Autowired
    HoldProperties properties;

    @Autowired
    CodeProperties codes;

    @Autowired
    SaleCatalogueService catalogue;

    @Test
    void without_the_guard_in_lua_a_seat_is_held_many_times_over() {
        var concert = concert().seated("Stalls", 1, 1, 4500).open();
        buyer("warm-up").reserve(concert.ticket(0)); // loads the mirror
        REDIS.command("DEL bo:{" + concert.id() + "}:holders");
        var guarded = holders(concert, LuaScript.text("reserve"));
        REDIS.command("DEL bo:{" + concert.id() + "}:holders");
        var unguarded = holders(concert, withoutGuard(LuaScript.text("reserve")));
        assertThat(guarded).isEqualTo(1);
        assertThat(unguarded).isGreaterThan(1);
    }

    private static String withoutGuard(String script) {
        var cut = script.replaceAll("(?s)-- guard:begin.*?-- guard:end", "");
        assertThat(cut).isNotEqualTo(script);
        return cut;
    }

    private long holders(BookingTestEvent concert, String source) {
        var script = new ReserveScript(redis, guard, properties, codes, source);
        var sale = catalogue.find(concert.id()).orElseThrow();
        return together(IntStream.range(0, 50)
                        .<Callable<Optional<List<ReserveReply>>>>mapToObj(
                                _ -> () -> script.run(sale.id(), List.of(attempt(sale))))
                        .toList())
                .stream()
                .filter(reply -> reply.orElseThrow().getFirst() instanceof ReserveReply.Held)
                .count();
    }

    /// The event's first seat, for a buyer of its own.
    private static ReserveScript.Request attempt(EventSale sale) {
        var buyer = UserHash.of(UUID.randomUUID().toString());
        var seat = new SeatChoice.Exactly(List.of(0), "");
        var command = new ReserveCommand(Hold.newKey(), sale, buyer, null, null, PriceChoice.PLAIN, null, 1, seat);
        return new ReserveScript.Request(command, null);
    }
}

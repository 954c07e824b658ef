package dev.boxoffice.booking.hold;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.redis.EventKeys;
import dev.boxoffice.booking.seats.MirrorProperties;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/// Holds in Redis. Every method is one call; empty answers mean that Redis is out.
@Repository
class HoldStore {

    private static final RedisScript<String> RELEASE = LuaScript.returningText("release");
    private static final RedisScript<List<String>> BEGIN_CLAIM = LuaScript.returningTexts("begin-claim");

    /// What is asked of Redis in one reserve.
    ///
    /// @param admission id of the admission in hand, already verified; null without
    record Attempt(
            String holdKey,
            Reservation reservation,
            @Nullable String admission,
            EventSale sale) {}

    /// Alternatives of equal size, the first free one is wanted.
    ///
    /// @param lastWord whether the request ends here if all are taken
    record Proposals(List<List<Integer>> alternatives, boolean lastWord) {}

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final ReserveScript reserve;
    private final HoldProperties properties;
    private final KeyEvents keyEvents;
    private final String streamLength;

    HoldStore(
            StringRedisTemplate redis,
            RedisGuard guard,
            ReserveScript reserve,
            HoldProperties properties,
            MirrorProperties mirror) {
        this.redis = redis;
        this.guard = guard;
        this.reserve = reserve;
        this.properties = properties;
        this.keyEvents = new KeyEvents(redis, guard, properties.idempotencyTtl());
        this.streamLength = Integer.toString(mirror.streamLength());
    }

    Optional<List<String>> take(Attempt attempt, Proposals proposals) {
        var mode = proposals.lastWord() ? "listed" : "try";
        return reserve(
                attempt,
                mode,
                proposals.alternatives().stream().flatMap(List::stream).toList());
    }

    /// Lets Redis itself look through rows of `first, last` ordinals, in order of preference.
    Optional<List<String>> search(Attempt attempt, List<Integer> rows) {
        return reserve(attempt, "scan", rows);
    }

    private Optional<List<String>> reserve(Attempt attempt, String mode, List<Integer> numbers) {
        var reservation = attempt.reservation();
        var sale = attempt.sale();
        var repeat = reservation.repeat();
        var admission = attempt.admission() == null ? "" : attempt.admission();
        var keys = EventKeys.of(sale.id());
        if (repeat != null) {
            var mayBeUsed = keyEvents.mayBeUsedFor(keys, repeat);
            if (!mayBeUsed.orElse(false)) {
                return mayBeUsed.map(_ -> List.of("KEY_REUSED"));
            }
        }
        var keyNames = new ArrayList<>(List.of(
                keys.loaded(),
                keys.held(),
                keys.booked(),
                keys.version(),
                keys.changes(),
                keys.owned(),
                keys.buyer(reservation.buyer()),
                keys.hold(attempt.holdKey()),
                keys.idempotency(repeat == null ? "" : repeat.key()),
                keys.queueOn(),
                keys.queueDone(admission)));
        if (repeat != null) {
            keyNames.addAll(keyEvents.seenByScript(repeat));
        }
        var arguments = new ArrayList<String>(14 + numbers.size());
        arguments.add(keys.prefix());
        arguments.add(attempt.holdKey());
        arguments.add(reservation.buyer().text());
        arguments.add(Long.toString(properties.ttl().toMillis()));
        arguments.add(Integer.toString(sale.maxPerCustomer()));
        arguments.add(millis(sale.sales().from()));
        arguments.add(millis(sale.sales().until()));
        arguments.add(repeat == null ? "" : repeat.requestHash());
        arguments.add(Long.toString(properties.idempotencyTtl().toMillis()));
        arguments.add(admission);
        arguments.add(sale.waitingRoom().name());
        arguments.add(streamLength);
        arguments.add(Integer.toString(reservation.wish().quantity()));
        arguments.add(mode);
        numbers.forEach(number -> arguments.add(Integer.toString(number)));
        return guard.askTwice(() -> redis.execute(reserve.script(), keyNames, arguments.toArray()));
    }

    private static String millis(@Nullable Instant time) {
        return time == null ? "0" : Long.toString(time.toEpochMilli());
    }

    /// By Redis's own clock, which is the one that ends it; negative when it has.
    Optional<Duration> timeLeft(Hold hold) {
        return guard.ask(() -> redis.getExpire(EventKeys.of(hold.event()).hold(hold.key()), TimeUnit.MILLISECONDS))
                .map(Duration::ofMillis);
    }

    /// The key of the hold on a seat, and that hold's record; an empty list where nobody holds it.
    Optional<List<Object>> holdOn(UUID event, int ordinal) {
        var keys = EventKeys.of(event);
        return guard.ask(() -> {
            var holdKey = redis.opsForValue().get(keys.seat(ordinal));
            if (holdKey == null) {
                return List.<Object>of();
            }
            var record = redis.opsForHash().multiGet(keys.hold(holdKey), List.of("buyer", "ordinals", "deadline"));
            return record.contains(null)
                    ? List.<Object>of()
                    : List.of(holdKey, record.get(0), record.get(1), record.get(2));
        });
    }

    Optional<String> release(Hold hold) {
        var keys = EventKeys.of(hold.event());
        var arguments = new ArrayList<String>();
        arguments.add(keys.prefix());
        arguments.add(hold.key());
        arguments.add(hold.buyer().text());
        arguments.add(streamLength);
        hold.ordinals().forEach(ordinal -> arguments.add(ordinal.toString()));
        var keyNames = List.of(
                keys.hold(hold.key()),
                keys.held(),
                keys.booked(),
                keys.version(),
                keys.changes(),
                keys.buyer(hold.buyer()));
        return guard.ask(() -> redis.execute(RELEASE, keyNames, arguments.toArray()));
    }

    Optional<List<String>> beginClaim(Hold hold) {
        var keys = EventKeys.of(hold.event());
        var arguments = new ArrayList<String>();
        arguments.add(keys.prefix());
        arguments.add(hold.key());
        arguments.add(hold.buyer().text());
        arguments.add(Long.toString(properties.claimGrace().toMillis()));
        arguments.add(hold.guaranteed() ? "1" : "0");
        arguments.add(Long.toString(hold.deadline().toEpochMilli()));
        arguments.add(streamLength);
        hold.ordinals().forEach(ordinal -> arguments.add(ordinal.toString()));
        var keyNames =
                List.of(keys.hold(hold.key()), keys.held(), keys.version(), keys.changes(), keys.buyer(hold.buyer()));
        return guard.askTwice(() -> redis.execute(BEGIN_CLAIM, keyNames, arguments.toArray()));
    }
}

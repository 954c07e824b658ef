package dev.boxoffice.booking.hold.store;

import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Reads holds as Redis has them.
@Component
public class HoldRecordStore {

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final HoldProperties properties;

    HoldRecordStore(StringRedisTemplate redis, RedisGuard guard, HoldProperties properties) {
        this.redis = redis;
        this.guard = guard;
        this.properties = properties;
    }

    /// By Redis's own clock, which is the one that ends it; negative when it has. Empty when Redis is out.
    public Optional<Duration> timeLeft(Hold hold) {
        return guard.ask(() -> redis.getExpire(SeatKeys.of(hold.event()).hold(hold.key()), TimeUnit.MILLISECONDS))
                .map(Duration::ofMillis);
    }

    /// Whether a seat of it is its buyer's by what Postgres last said. Empty when Redis is out.
    public Optional<Boolean> hasBought(Hold hold) {
        var seats = hold.ordinals().stream().<Object>map(String::valueOf).toList();
        var isTheirs = " " + hold.buyer();
        return guard.ask(() -> redis
                .opsForHash()
                .multiGet(SeatKeys.of(hold.event()).seatVersions(), seats)
                .stream()
                .anyMatch(known -> known != null && known.toString().endsWith(isTheirs)));
    }

    /// Its claim was not made, so nothing of it is being paid for.
    public void endPayment(Hold hold) {
        guard.ask(() -> redis.opsForHash().delete(SeatKeys.of(hold.event()).hold(hold.key()), "paying"));
    }

    /// The hold that has one of some seats of one event now: the first that is preferred, else the first of all. Empty
    /// also when Redis is out.
    public Optional<Hold> findBySeats(List<TicketId> tickets, Predicate<Hold> preferred) {
        return guard.ask(() -> read(tickets, preferred)).flatMap(hold -> hold);
    }

    private Optional<Hold> read(List<TicketId> tickets, Predicate<Hold> preferred) {
        var event = tickets.getFirst().event();
        var seats = tickets.stream()
                .<Object>map(ticket -> Integer.toString(ticket.ordinal()))
                .toList();
        var holders = redis.opsForHash().multiGet(SeatKeys.of(event).holders(), seats).stream()
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct()
                .toList();
        Hold first = null;
        for (var holdKey : holders) {
            var hold = read(event, holdKey);
            if (hold.filter(preferred).isPresent()) {
                return hold;
            }
            first = first == null ? hold.orElse(null) : first;
        }
        return Optional.ofNullable(first);
    }

    private Optional<Hold> read(UUID event, String holdKey) {
        var keys = SeatKeys.of(event);
        var fields = redis.opsForHash().multiGet(keys.hold(holdKey), List.of("buyer", "ordinals", "deadline", "price"));
        if (fields.subList(0, 3).contains(null)) {
            return Optional.empty();
        }
        return Optional.of(new Hold(
                event,
                holdKey,
                new UserHash(fields.get(0).toString()),
                Arrays.stream(fields.get(1).toString().split(","))
                        .map(Integer::valueOf)
                        .sorted()
                        .toList(),
                fields.get(3) == null
                        ? PriceChoice.PLAIN // taken before holds had prices to choose
                        : PriceChoice.parse(fields.get(3).toString()),
                Instant.ofEpochMilli(Long.parseLong(fields.get(2).toString())),
                properties.ttl(),
                true));
    }
}

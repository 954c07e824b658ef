package dev.boxoffice.booking.hold;

import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.platform.id.UserHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What becomes of a hold after it was taken.
@Service
public class Holds {

    /// Whether a hold may be paid for.
    public sealed interface Standing {
        /// @param admission id of the waiting room's admission it was taken with
        record Alive(@Nullable String admission) implements Standing {}

        record Over() implements Standing {}

        /// It was not guaranteed, and somebody else holds the seats by now.
        record LostTo(List<Integer> ordinals) implements Standing {}
    }

    enum Release {
        RELEASED,
        IN_PAYMENT,
        /// Redis is out, so whether the seats are free yet cannot be said.
        UNKNOWN
    }

    private final HoldStore store;
    private final HoldProperties properties;
    private final Clock clock;

    Holds(HoldStore store, HoldProperties properties, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    /// Looks just before the seats are claimed. While Redis is out the signed deadline counts, and Postgres
    /// decides.
    public Standing beginClaim(Hold hold) {
        var answer = store.beginClaim(hold);
        if (answer.isEmpty()) {
            return hold.isOver(clock.instant()) ? new Standing.Over() : new Standing.Alive(null);
        }
        var words = answer.get();
        return switch (words.getFirst()) {
            case "ALIVE" -> new Standing.Alive(words.get(1).isEmpty() ? null : words.get(1));
            case "GONE" -> new Standing.Over();
            case "TAKEN" ->
                new Standing.LostTo(words.stream().skip(1).map(Integer::valueOf).toList());
            default -> throw new IllegalStateException("begin-claim.lua answered " + words);
        };
    }

    /// Nothing or less when the hold is over. Our clock and Redis's may differ: Redis's ends the hold.
    Duration timeLeft(Hold hold) {
        var byOurClock = Duration.between(clock.instant(), hold.deadline());
        return hold.guaranteed() ? store.timeLeft(hold).orElse(byOurClock) : byOurClock;
    }

    boolean isAlive(Hold hold) {
        return timeLeft(hold).isPositive();
    }

    Release release(Hold hold) {
        var answer = store.release(hold);
        if (answer.isEmpty()) {
            return hold.guaranteed() ? Release.UNKNOWN : Release.RELEASED;
        }
        return answer.get().equals("IN_PAYMENT") ? Release.IN_PAYMENT : Release.RELEASED;
    }

    /// The hold that has a seat now, whoever's it is.
    public Optional<Hold> holdOn(TicketId ticket) {
        return store.holdOn(ticket.event(), ticket.ordinal())
                .filter(record -> !record.isEmpty())
                .map(record -> new Hold(
                        ticket.event(),
                        record.get(0).toString(),
                        new UserHash(record.get(1).toString()),
                        Arrays.stream(record.get(2).toString().split(","))
                                .map(Integer::valueOf)
                                .sorted()
                                .toList(),
                        Instant.ofEpochMilli(Long.parseLong(record.get(3).toString())),
                        properties.ttl(),
                        true));
    }
}

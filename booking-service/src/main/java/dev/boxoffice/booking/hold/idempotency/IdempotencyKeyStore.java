package dev.boxoffice.booking.hold.idempotency;

import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.redis.SeatKeys;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/// Which event an `Idempotency-Key` was first used for, so that its use for another event is noticed.
///
/// On a single Redis the reserve script looks by itself. In a cluster the answer lives in another slot than the
/// event's seats, out of that script's reach: there it is a call of its own, before any seat is touched, and only
/// for requests that come with a key.
@Component
public class IdempotencyKeyStore {

    private final ClaimKeyScript script;
    private final HoldProperties properties;
    private final boolean clustered;

    IdempotencyKeyStore(ClaimKeyScript script, RedisConnectionFactory connections, HoldProperties properties) {
        this.script = script;
        this.properties = properties;
        this.clustered = connections instanceof LettuceConnectionFactory lettuce && lettuce.isClusterAware();
    }

    /// The key that the reserve script is given to look at; null where it is given none.
    @Nullable
    public String ownerKey(@Nullable IdempotencyClaim claim) {
        return claim == null || clustered ? null : key(claim);
    }

    /// Empty when Redis is out. True also where the reserve script will say.
    public Optional<Boolean> mayBeUsedFor(UUID event, @Nullable IdempotencyClaim claim) {
        if (claim == null || !clustered) {
            return Optional.of(true);
        }
        return script.run(new ClaimKeyScript.Command(key(claim), SeatKeys.of(event), properties.idempotencyTtl()))
                .map(reply -> reply == ClaimKeyScript.Reply.OURS);
    }

    private static String key(IdempotencyClaim claim) {
        return "bo:idem:{" + claim.key() + "}";
    }
}

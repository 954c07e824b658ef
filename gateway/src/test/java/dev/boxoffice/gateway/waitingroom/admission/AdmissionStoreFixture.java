package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The admissions of a Redis, without a gateway around them.
public final class AdmissionStoreFixture {

    private final AdmissionStore store;

    public AdmissionStoreFixture(ReactiveRedisExecutor redis, QueueProperties properties) {
        this.store = new AdmissionStore(new AdmissionClaimScript(redis, properties));
    }

    /// The end of the admission; null where the visitor has to wait.
    public @Nullable Instant claim(WaitingRoomVisitor visitor, long place, long turn, int maxActive) {
        return store.claim(visitor, place, turn, maxActive)
                .blockOptional()
                .orElseThrow()
                .orElse(null);
    }
}

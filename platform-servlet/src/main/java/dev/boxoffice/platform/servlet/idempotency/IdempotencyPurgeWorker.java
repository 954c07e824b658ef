package dev.boxoffice.platform.servlet.idempotency;

import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;

/// Deletes keys past their life; correctness does not wait for it, since an expired key is overwritten when reused.
final class IdempotencyPurgeWorker extends Worker {

    private final IdempotencyKeyRepository keys;
    private final IdempotencyProperties properties;
    private final Clock clock;

    IdempotencyPurgeWorker(IdempotencyKeyRepository keys, IdempotencyProperties properties, Clock clock) {
        super("idempotency-purge", properties.purgeEvery());
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        keys.purge(clock.instant().minus(properties.keep()));
        keys.trim(properties.maxKeys());
        return false;
    }
}

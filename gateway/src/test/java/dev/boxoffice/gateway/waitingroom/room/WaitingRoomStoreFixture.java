package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// The rooms of a Redis, without a gateway around them.
public final class WaitingRoomStoreFixture {

    private final WaitingRoomStore store;

    public WaitingRoomStoreFixture(ReactiveRedisExecutor redis, QueueProperties properties) {
        this.store = new WaitingRoomStore(
                redis, new WaitingRoomCreateScript(redis), new WaitingRoomTickScript(redis, properties), properties);
    }

    public void open(QueuedEvent event) {
        store.open(event.id(), false).block();
    }

    /// Everybody who joins waits for a draw.
    public void openBeforeSale(QueuedEvent event) {
        store.open(event.id(), true).block();
    }

    public void restore(QueuedEvent event, WaitingRoomState last) {
        store.restore(event.id(), last, 0).block();
    }

    public Mono<Optional<WaitingRoomState>> tick(QueuedEvent event) {
        return store.tick(event, event.settings(), 0, null);
    }
}

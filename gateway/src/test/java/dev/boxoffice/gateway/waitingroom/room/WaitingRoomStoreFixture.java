package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.event.EventSale;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// The rooms of a Redis, without a gateway around them.
public final class WaitingRoomStoreFixture {

    private final WaitingRoomStore store;

    public WaitingRoomStoreFixture(ReactiveRedisExecutor redis, QueueProperties properties) {
        this.store = new WaitingRoomStore(
                redis, new WaitingRoomCreateScript(redis), new WaitingRoomTickScript(redis, properties), properties);
    }

    public void open(EventSale event) {
        store.open(event.id(), false).block();
    }

    public void restore(EventSale event, WaitingRoomState last) {
        store.restore(event.id(), last, 0).block();
    }

    public Mono<Optional<WaitingRoomState>> tick(EventSale event) {
        return store.tick(event, event.settings(), 0);
    }
}

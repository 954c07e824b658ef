package dev.boxoffice.gateway.waitingroom.draw;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Draws in a Redis, without a gateway around them.
public final class DrawFixture {

    private final EntrantStore entrants;
    private final DrawService draws;

    public DrawFixture(ReactiveRedisExecutor redis, QueueProperties properties) {
        this.entrants = new EntrantStore(redis, new EntrantsScript(redis), properties);
        this.draws = new DrawService(entrants, new DrawScript(redis));
    }

    public void hold(UUID event, QueueOrder order) {
        draws.hold(event, order).block();
    }

    /// Who would take part, as Redis has them.
    public List<UserHash> entrants(UUID event, QueueOrder order) {
        return entrants.read(event, order.base(), order.boundary()).blockOptional().orElseThrow().list().stream()
                .map(entrant -> UserHash.of(entrant.user()))
                .toList();
    }

    public Optional<DrawReceipt> receipt(UUID event, QueueOrder order, String root, UserHash user, long lot) {
        return draws.receipt(event, order, root, user, lot).blockOptional().orElseThrow();
    }
}

package dev.boxoffice.gateway.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// How much each of many holds of something now. Nobody is remembered who holds nothing.
public final class ShareCounter {

    private final Map<String, Long> held = new ConcurrentHashMap<>();

    /// @return false, with nothing taken, where `who` would then hold more than `most`
    public boolean take(String who, long amount, long most) {
        AtomicBoolean taken = new AtomicBoolean();
        held.compute(who, (_, before) -> {
            long after = (before == null ? 0 : before) + amount;
            taken.set(after <= most);
            return after <= most ? Long.valueOf(after) : before;
        });
        return taken.get();
    }

    public void release(String who, long amount) {
        held.computeIfPresent(who, (_, before) -> before <= amount ? null : before - amount);
    }

    long heldBy(String who) {
        return held.getOrDefault(who, 0L);
    }
}

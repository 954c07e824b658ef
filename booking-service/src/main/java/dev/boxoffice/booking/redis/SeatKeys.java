package dev.boxoffice.booking.redis;

import dev.boxoffice.platform.id.UserHash;
import java.util.UUID;

/// The Redis keys of one event's seats; they share a hash tag, so that one script may touch them all
/// (contracts/README.md).
public record SeatKeys(String prefix) {

    /// About how many changes an event's stream keeps.
    public static final int CHANGES_LENGTH = 10_000;

    public static SeatKeys of(UUID event) {
        return new SeatKeys("bo:{" + event + "}:");
    }

    public String loaded() {
        return prefix + "loaded";
    }

    public String loading() {
        return prefix + "loading";
    }

    public String held() {
        return prefix + "held";
    }

    public String booked() {
        return prefix + "booked";
    }

    public String finallyBooked() {
        return prefix + "final";
    }

    public String seatVersions() {
        return prefix + "seatver";
    }

    public String version() {
        return prefix + "ver";
    }

    public String changes() {
        return prefix + "changes";
    }

    public String owned() {
        return prefix + "owned";
    }

    /// Which hold took each seat last: it has it while its record lives.
    public String holders() {
        return prefix + "holders";
    }

    public String hold(String holdKey) {
        return prefix + "hold:" + holdKey;
    }

    public String buyer(UserHash buyer) {
        return prefix + "buyer:" + buyer;
    }

    /// Wrong codes that a buyer has tried.
    public String guesses(UserHash buyer) {
        return prefix + "guesses:" + buyer;
    }

    public String codeUses() {
        return prefix + "codeuses";
    }

    public String queueOn() {
        return prefix + "queue:on";
    }
}

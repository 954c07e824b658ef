package dev.boxoffice.gateway.waitingroom;

import dev.boxoffice.platform.id.UserHash;
import java.util.UUID;

/// The Redis keys of one event's waiting room; they share the event's hash tag (contracts/README.md).
public record WaitingRoomKeys(String prefix) {

    /// The ids of all events with a waiting room.
    public static final String ALL = "bo:queues";

    /// The events whose rooms somebody has changed, and when: where event-service looks for lines of the audit.
    public static final String CHANGED = "bo:queues:changed";

    public static WaitingRoomKeys of(UUID event) {
        return new WaitingRoomKeys("bo:{" + event + "}:");
    }

    public String state() {
        return prefix + "queue:state";
    }

    /// The hash that holds this user's place, among others'.
    public String places(UserHash user, int buckets) {
        byte[] bytes = user.bytes();
        int bucket = ((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff)) % buckets;
        return prefix + "queue:p:" + Integer.toHexString(bucket);
    }

    public String active() {
        return prefix + "queue:active";
    }

    public String batches() {
        return prefix + "queue:batches";
    }

    public String unclaimed() {
        return prefix + "queue:unclaimed";
    }

    public String left() {
        return prefix + "queue:left";
    }

    /// Who took part in the draw, a block of them.
    public String lots(String root, int block) {
        return prefix + "queue:lots:" + root + ":" + block;
    }

    public String lotRoots(String root) {
        return prefix + "queue:lots:" + root + ":roots";
    }

    /// How a user's time inside ended.
    public String end(UserHash user) {
        return prefix + "queue:end:" + user.text();
    }

    public String allowed() {
        return prefix + "queue:allowed";
    }

    /// What people have changed of the room, until the audit has it.
    public String changes() {
        return prefix + "queue:changes";
    }

    public String audit() {
        return prefix + "queue:audit";
    }

    /// There once an admission has been used, or given back; booking-service refuses it then.
    public String done(UserHash user, long place) {
        return prefix + "queue:done:" + user.text() + "." + place;
    }

    /// `1` while a reserve needs an admission, `0` while an operator's OFF overrides the catalogue;
    /// booking-service reads it.
    public String on() {
        return prefix + "queue:on";
    }

    public String reserves(long epochSecond) {
        return prefix + "queue:rate:" + epochSecond;
    }

    public String booked() {
        return prefix + "booked";
    }

    public String held() {
        return prefix + "held";
    }

    public String finallyBooked() {
        return prefix + "final";
    }
}

package dev.boxoffice.gateway.queue;

import java.util.UUID;

/// The Redis keys of one event's waiting room; they share the event's hash tag (contracts/README.md).
record QueueKeys(String prefix) {

    /// The ids of all events with a waiting room.
    static final String ALL = "bo:queues";

    static QueueKeys of(UUID event) {
        return new QueueKeys("bo:{" + event + "}:");
    }

    String state() {
        return prefix + "queue:state";
    }

    String bucket(int bucket) {
        return prefix + "queue:p:" + Integer.toHexString(bucket);
    }

    String active() {
        return prefix + "queue:active";
    }

    String batches() {
        return prefix + "queue:batches";
    }

    String unclaimed() {
        return prefix + "queue:unclaimed";
    }

    String left() {
        return prefix + "queue:left";
    }

    String allowed() {
        return prefix + "queue:allowed";
    }

    String audit() {
        return prefix + "queue:audit";
    }

    /// There once an admission has been used, or given back; booking-service refuses it then.
    String done(UserHash user, long place) {
        return prefix + "queue:done:" + user.text() + "." + place;
    }

    /// Present while a reserve needs an admission; booking-service reads it.
    String on() {
        return prefix + "queue:on";
    }

    String reserves(long epochSecond) {
        return prefix + "queue:rate:" + epochSecond;
    }

    String booked() {
        return prefix + "booked";
    }

    String held() {
        return prefix + "held";
    }

    String finallyBooked() {
        return prefix + "final";
    }
}

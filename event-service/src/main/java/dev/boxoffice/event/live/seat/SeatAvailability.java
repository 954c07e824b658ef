package dev.boxoffice.event.live.seat;

import java.util.UUID;

/// The status of every ticket of an event at one version; it does not change.
public final class SeatAvailability {

    private static final int CODES = 4;

    private final UUID eventId;
    private final long version;
    private final byte[] statuses;
    private final int[] counts = new int[CODES];

    public SeatAvailability(UUID eventId, long version, byte[] statuses) {
        this.eventId = eventId;
        this.version = version;
        this.statuses = statuses;
        for (var status : statuses) {
            counts[status]++;
        }
    }

    /// Of an event that nobody has bought from yet.
    public static SeatAvailability untouched(UUID eventId, int total) {
        return new SeatAvailability(eventId, 0, new byte[total]);
    }

    public UUID eventId() {
        return eventId;
    }

    public long version() {
        return version;
    }

    public int total() {
        return statuses.length;
    }

    public int count(SeatStatus status) {
        return counts[status.code()];
    }

    public SeatStatus status(int ordinal) {
        return SeatStatus.of(statuses[ordinal]);
    }

    /// How many of the ordinals `from` (inclusive) to `to` (exclusive) have that status.
    public int count(SeatStatus status, int from, int to) {
        var code = status.code();
        var count = 0;
        for (var ordinal = from; ordinal < to; ordinal++) {
            if (statuses[ordinal] == code) {
                count++;
            }
        }
        return count;
    }

    /// Two bits a ticket in ordinal order, lowest bits of the first byte first.
    public byte[] packed() {
        var packed = new byte[(statuses.length + 3) / 4];
        for (var ordinal = 0; ordinal < statuses.length; ordinal++) {
            packed[ordinal >> 2] |= (byte) (statuses[ordinal] << ((ordinal & 3) << 1));
        }
        return packed;
    }
}

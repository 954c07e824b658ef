package dev.boxoffice.gateway.waitingroom.event;

/// How an event's waiting room lets people in.
///
/// @param admitPerMinute admissions a minute; 0 stops for the moment
/// @param maxActive how many may be inside at once
public record WaitingRoomSettings(WaitingRoomMode mode, int admitPerMinute, int maxActive) {

    public static final int MOST_PER_MINUTE = 1_000_000;
    public static final int MOST_ACTIVE = 1_000_000;
}

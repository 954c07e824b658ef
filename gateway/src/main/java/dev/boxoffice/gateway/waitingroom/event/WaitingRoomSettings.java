package dev.boxoffice.gateway.waitingroom.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// How an event's waiting room lets people in.
///
/// @param admitPerMinute admissions a minute; 0 stops for the moment
/// @param maxActive how many may be inside at once
/// @param autoAbove when mode AUTO keeps people; null where what holds for all events does
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WaitingRoomSettings(
        WaitingRoomMode mode,
        int admitPerMinute,
        int maxActive,
        @Nullable AutoAbove autoAbove) {

    public static final int MOST_PER_MINUTE = 1_000_000;
    public static final int MOST_ACTIVE = 1_000_000;
    public static final int MOST_RESERVES_PER_SECOND = 1_000_000;

    /// L6: when one event is rushed: a small hall sooner than a stadium.
    ///
    /// @param reservesPerSecond reserves tried
    /// @param heldPercent of its seats in hand at one time
    public record AutoAbove(int reservesPerSecond, int heldPercent) {}

    public WaitingRoomSettings(WaitingRoomMode mode, int admitPerMinute, int maxActive) {
        this(mode, admitPerMinute, maxActive, null);
    }
}

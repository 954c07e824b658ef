package dev.boxoffice.gateway.waitingroom.place;

/// How somebody's time in a waiting room has ended.
///
/// @param reason in capitals, such as `TIME_OVER`
public record PlaceEnding(State state, String reason) {

    /// `DONE` has booked, `LAPSED` has lost the admission, `LEFT` gave the place back, or the room is closed.
    public enum State {
        DONE,
        LAPSED,
        LEFT
    }

    static final PlaceEnding LEFT = new PlaceEnding(State.LEFT, "LEFT");
    static final PlaceEnding CLOSED = new PlaceEnding(State.LEFT, "ROOM_CLOSED");
}

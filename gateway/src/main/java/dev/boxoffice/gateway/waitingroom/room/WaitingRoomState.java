package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.draw.QueueOrder;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event's waiting room as Redis had it at one tick.
///
/// @param order the places given, and how far they have been called
/// @param drawKey what the draw follows from, in hex; a secret until the draw
/// @param admissions who has been let in
/// @param operatorSettings what operators have changed; null where the organiser's settings hold
/// @param on whether people wait, rather than walk in
/// @param soldOut whether every seat is sold
/// @param listedOnly whether only listed users may join
/// @param frozen whether who takes part in the draw is settled, but not yet drawn
/// @param merkleRoot of who took part in the draw, in hex; empty before it
/// @param message what the organiser tells all who wait; empty where nothing
/// @param gone places whose people have left, among those that wait
/// @param held seats in hand or in payment
/// @param seatsLeft seats neither held nor booked; null while the event's size is unknown
/// @param movedAt when a gateway last moved the room on, by Redis's clock
/// @param asOf when this was read, by Redis's clock
public record WaitingRoomState(
        QueueOrder order,
        String drawKey,
        AdmissionCounts admissions,
        @Nullable WaitingRoomSettings operatorSettings,
        boolean on,
        boolean soldOut,
        boolean listedOnly,
        boolean frozen,
        String merkleRoot,
        String message,
        long gone,
        long held,
        @Nullable Long seatsLeft,
        Instant movedAt,
        Instant asOf) {

    /// What operators have changed goes over what the organiser has set.
    public WaitingRoomSettings settings(WaitingRoomSettings organisers) {
        return operatorSettings == null ? organisers : operatorSettings;
    }

    /// How many wait.
    public long waiting() {
        return Math.max(0, order.waiting() - gone);
    }
}

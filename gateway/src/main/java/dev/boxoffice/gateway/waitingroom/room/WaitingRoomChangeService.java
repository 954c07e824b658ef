package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.change.RoomChanger;
import dev.boxoffice.gateway.waitingroom.change.WaitingRoomChange;
import dev.boxoffice.gateway.waitingroom.change.WaitingRoomChangeStore;
import dev.boxoffice.gateway.waitingroom.event.QueuedEventService;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import dev.boxoffice.platform.id.UserHash;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// What operators and organisers change of waiting rooms; the audit tells each of it.
@Service
public class WaitingRoomChangeService {

    private final WaitingRoomService rooms;
    private final QueuedEventService events;
    private final WaitingRoomChangeStore changes;

    WaitingRoomChangeService(WaitingRoomService rooms, QueuedEventService events, WaitingRoomChangeStore changes) {
        this.rooms = rooms;
        this.events = events;
        this.changes = changes;
    }

    /// Changes a room's settings and moves it by them at once: what an operator was told holds from then on, on every
    /// gateway.
    public Mono<WaitingRoomSettings> set(UUID event, UnaryOperator<WaitingRoomSettings> change, RoomChanger by) {
        return events.find(event)
                .flatMap(found -> rooms.open(found).flatMap(room -> {
                    WaitingRoomSettings before = room.settings();
                    WaitingRoomSettings changed = change.apply(before);
                    return changes.make(new WaitingRoomChange(
                                    event,
                                    by,
                                    "QUEUE_SETTINGS_CHANGED",
                                    Map.of("before", before, "after", changed),
                                    WaitingRoomStateCodec.override(changed),
                                    null))
                            .then(Mono.defer(() -> rooms.moveNow(found, changed)))
                            .thenReturn(changed);
                }));
    }

    /// Lets only these users join, and who knows one of these codes; none listed lets everybody.
    public Mono<Void> allowOnly(UUID event, Collection<UserHash> users, Collection<UserHash> codes, RoomChanger by) {
        var listed = Stream.concat(
                        users.stream().map(UserHash::text), codes.stream().map(code -> "code:" + code.text()))
                .toList();
        return events.find(event)
                .flatMap(rooms::open)
                .then(changes.make(new WaitingRoomChange(
                        event,
                        by,
                        "QUEUE_ALLOW_LIST_CHANGED",
                        Map.of("users", users.size(), "codes", codes.size()),
                        WaitingRoomStateCodec.listedOnly(!listed.isEmpty()),
                        listed)));
    }

    /// Tells all who wait something, on every gateway by its next tick; an empty text takes it back. The audit
    /// does not repeat it: it may name somebody.
    public Mono<Void> tell(UUID event, String message, RoomChanger by) {
        return rooms.find(event)
                .flatMap(_ -> changes.make(new WaitingRoomChange(
                        event,
                        by,
                        "QUEUE_MESSAGE_CHANGED",
                        Map.of("characters", message.length()),
                        WaitingRoomStateCodec.message(message),
                        null)));
    }
}

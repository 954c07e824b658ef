package dev.boxoffice.gateway.waitingroom.change;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change of a waiting room, with what the audit says of it.
///
/// @param action what happened, in the past: `QUEUE_SETTINGS_CHANGED`
/// @param details what it was before and is now; never a person's name or address, since it stays for ever
/// @param fields of the room's state that change
/// @param allowed who alone may join; null where that stays as it is
public record WaitingRoomChange(
        UUID event,
        RoomChanger by,
        String action,
        Map<String, ?> details,
        Map<String, String> fields,
        @Nullable Collection<String> allowed) {}

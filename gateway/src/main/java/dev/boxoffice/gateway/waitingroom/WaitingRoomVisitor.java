package dev.boxoffice.gateway.waitingroom;

import dev.boxoffice.platform.id.UserHash;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A signed-in user at an event's waiting room, with the place token and the access code they may have brought.
public record WaitingRoomVisitor(
        String subject,
        UserHash hash,
        UUID event,
        @Nullable String placeToken,
        @Nullable String accessCode) {

    public static WaitingRoomVisitor of(String subject, UUID event, @Nullable String placeToken) {
        return new WaitingRoomVisitor(subject, UserHash.of(subject), event, placeToken, null);
    }

    public WaitingRoomVisitor withAccessCode(@Nullable String code) {
        return new WaitingRoomVisitor(subject, hash, event, placeToken, code);
    }
}

package dev.boxoffice.gateway.waitingroom;

import dev.boxoffice.platform.id.UserHash;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A signed-in user at an event's waiting room, with what they may have brought: a place token, an access code, the
/// solution of a check.
public record WaitingRoomVisitor(
        String subject,
        UserHash hash,
        UUID event,
        @Nullable String placeToken,
        @Nullable String accessCode,
        @Nullable String solution) {

    public static WaitingRoomVisitor of(String subject, UUID event, @Nullable String placeToken) {
        return new WaitingRoomVisitor(subject, UserHash.of(subject), event, placeToken, null, null);
    }

    public WaitingRoomVisitor bringing(@Nullable String code, @Nullable String solved) {
        return new WaitingRoomVisitor(subject, hash, event, placeToken, code, solved);
    }
}

package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.token.TokenSigner;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Signs places, so that their holders can prove them when Redis has lost them.
@Component
class PlaceTokenSigner {

    private static final String PURPOSE = "place";
    private static final int CONTENT_BYTES = 16 + UserHash.BYTES + 8 + 8;
    private static final int MAX_LENGTH = 200;

    private final TokenSigner signer;

    PlaceTokenSigner(QueueProperties properties) {
        this.signer = TokenSigner.hmac(PURPOSE, properties.signingKey(), null);
    }

    String sign(WaitingRoomVisitor visitor, Place place) {
        return signer.sign(ByteBuffer.allocate(CONTENT_BYTES)
                .putLong(visitor.event().getMostSignificantBits())
                .putLong(visitor.event().getLeastSignificantBits())
                .put(visitor.hash().bytes())
                .putLong(place.number())
                .putLong(place.epoch())
                .array());
    }

    /// The place that the visitor's token proves, if it is ours, for this event and this user.
    Optional<Place> verify(WaitingRoomVisitor visitor) {
        return signer.verify(visitor.placeToken(), MAX_LENGTH)
                .filter(content -> content.length == CONTENT_BYTES)
                .flatMap(content -> placeOf(visitor, ByteBuffer.wrap(content)));
    }

    private static Optional<Place> placeOf(WaitingRoomVisitor visitor, ByteBuffer content) {
        UUID event = new UUID(content.getLong(), content.getLong());
        byte[] holder = new byte[UserHash.BYTES];
        content.get(holder);
        return event.equals(visitor.event()) && UserHash.of(holder).equals(visitor.hash())
                ? Optional.of(new Place(content.getLong(), content.getLong()))
                : Optional.empty();
    }
}

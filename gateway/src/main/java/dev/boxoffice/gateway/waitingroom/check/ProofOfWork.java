package dev.boxoffice.gateway.waitingroom.check;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.token.TokenSigner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Challenges that cost a computer a moment: for one step of one user at one event, until a moment, and nothing is
/// remembered of them.
///
/// A solution is `<challenge>:<nonce>` whose SHA-256 begins with so many zero bits.
@Component
class ProofOfWork {

    static final String ALGORITHM = "sha256-leading-zero-bits";
    private static final int CONTENT_BYTES = 16 + UserHash.BYTES + 8 + 1;
    private static final int LONGEST_CHALLENGE = 120;
    private static final int LONGEST_SOLUTION = 200;

    private final TokenSigner signer;
    private final JoinCheckProperties properties;
    private final Clock clock;

    ProofOfWork(QueueProperties queue, JoinCheckProperties properties, Clock clock) {
        this.signer = TokenSigner.hmac("join-check", queue.signingKey(), null);
        this.properties = properties;
        this.clock = clock;
    }

    String challenge(WaitingRoomVisitor visitor, CheckedStep step) {
        return signer.sign(ByteBuffer.allocate(CONTENT_BYTES)
                .putLong(visitor.event().getMostSignificantBits())
                .putLong(visitor.event().getLeastSignificantBits())
                .put(visitor.hash().bytes())
                .putLong(clock.instant().plus(properties.validity()).toEpochMilli())
                .put(step.code())
                .array());
    }

    boolean solves(WaitingRoomVisitor visitor, CheckedStep step, @Nullable String solution) {
        int end = solution == null || solution.length() > LONGEST_SOLUTION ? -1 : solution.indexOf(':');
        return solution != null
                && end > 0
                && isOurs(visitor, step, solution.substring(0, end))
                && zeroBits(solution) >= properties.bits();
    }

    private boolean isOurs(WaitingRoomVisitor visitor, CheckedStep step, String challenge) {
        return signer.verify(challenge, LONGEST_CHALLENGE)
                .filter(content -> content.length == CONTENT_BYTES)
                .map(ByteBuffer::wrap)
                .filter(content -> {
                    UUID event = new UUID(content.getLong(), content.getLong());
                    byte[] user = new byte[UserHash.BYTES];
                    content.get(user);
                    return event.equals(visitor.event())
                            && UserHash.of(user).equals(visitor.hash())
                            && clock.instant().isBefore(Instant.ofEpochMilli(content.getLong()))
                            && content.get() == step.code();
                })
                .isPresent();
    }

    static int zeroBits(String solution) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(solution.getBytes(StandardCharsets.UTF_8));
            return Long.numberOfLeadingZeros(ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

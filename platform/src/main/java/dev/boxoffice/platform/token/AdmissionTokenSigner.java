package dev.boxoffice.platform.token;

import dev.boxoffice.platform.id.UserHash;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Signs a waiting room's admissions: one user, one event, until a moment. The gateway gives them, booking-service
/// verifies them with the same secret.
public final class AdmissionTokenSigner {
    private static final String PURPOSE = "admission";
    private static final int CONTENT_BYTES = 16 + UserHash.BYTES + 8 + 8;
    private static final int MAX_LENGTH = 200;

    private final TokenSigner signer;
    private final Clock clock;

    /// @param secret `boxoffice.queue.signing-key`: at least 32 bytes, base64
    public AdmissionTokenSigner(String secret, Clock clock) {
        this.signer = TokenSigner.hmac(PURPOSE, secret, null);
        this.clock = clock;
    }

    /// @param number tells this admission of the user from their others: a booking made with it uses it up
    public String sign(String subject, UUID event, long number, Instant until) {
        var content = ByteBuffer.allocate(CONTENT_BYTES)
                .putLong(event.getMostSignificantBits())
                .putLong(event.getLeastSignificantBits())
                .put(UserHash.of(subject).bytes())
                .putLong(number)
                .putLong(until.toEpochMilli());
        return signer.sign(content.array());
    }

    /// The admission's id, if the token admits this user to this event now.
    public Optional<String> verify(@Nullable String token, String subject, UUID event) {
        return signer.verify(token, MAX_LENGTH)
                .filter(content -> content.length == CONTENT_BYTES)
                .flatMap(content -> admissionOf(ByteBuffer.wrap(content), UserHash.of(subject), event));
    }

    private Optional<String> admissionOf(ByteBuffer content, UserHash user, UUID event) {
        var admittedTo = new UUID(content.getLong(), content.getLong());
        var admitted = new byte[UserHash.BYTES];
        content.get(admitted);
        var number = content.getLong();
        var until = Instant.ofEpochMilli(content.getLong());
        var admits = admittedTo.equals(event)
                && UserHash.of(admitted).equals(user)
                && clock.instant().isBefore(until);
        return admits ? Optional.of(user.text() + "." + number) : Optional.empty();
    }
}

package dev.boxoffice.booking.transfer;

import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.platform.token.TokenSigner;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the mail to a receiver carries: whoever has it, has read mail to the address a ticket was offered to.
@Component
class TransferTokenCodec {

    private static final String PURPOSE = "ticket-transfer";
    private static final int ID_BYTES = 16;
    private static final int MAX_LENGTH = 100;

    private final TokenSigner signer;

    TransferTokenCodec(HoldProperties properties) {
        this.signer = TokenSigner.hmac(PURPOSE, properties.signingKey(), properties.previousSigningKey());
    }

    String encode(UUID transfer) {
        return signer.sign(bytes(transfer));
    }

    boolean isOf(UUID transfer, @Nullable String token) {
        return signer.verify(token, MAX_LENGTH)
                .filter(content -> Arrays.equals(content, bytes(transfer)))
                .isPresent();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}

package dev.boxoffice.booking.ticket.mail;

import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.platform.token.TokenSigner;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Names a booking in the path of a mail's attachment, signed: only who was told the path can read the file.
@Component
class MailAttachmentCodec {

    private static final String PURPOSE = "mail-attachment";
    private static final int ID_BYTES = 16;
    private static final int MAX_LENGTH = 100;

    private final TokenSigner signer;

    MailAttachmentCodec(HoldProperties properties) {
        this.signer = TokenSigner.hmac(PURPOSE, properties.signingKey(), properties.previousSigningKey());
    }

    String encode(UUID booking) {
        return signer.sign(ByteBuffer.allocate(ID_BYTES)
                .putLong(booking.getMostSignificantBits())
                .putLong(booking.getLeastSignificantBits())
                .array());
    }

    Optional<UUID> decode(String token) {
        return signer.verify(token, MAX_LENGTH)
                .filter(content -> content.length == ID_BYTES)
                .map(ByteBuffer::wrap)
                .map(content -> new UUID(content.getLong(), content.getLong()));
    }
}

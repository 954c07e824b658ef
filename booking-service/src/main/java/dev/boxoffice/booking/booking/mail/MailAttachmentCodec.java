package dev.boxoffice.booking.booking.mail;

import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.platform.token.TokenSigner;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Names what is attached, a booking or a transfer, in the path of a mail's attachment, signed: only who was told
/// the path can read the file.
@Component
public class MailAttachmentCodec {

    private static final String PURPOSE = "mail-attachment";
    private static final int ID_BYTES = 16;
    private static final int MAX_LENGTH = 100;

    private final TokenSigner signer;

    MailAttachmentCodec(HoldProperties properties) {
        this.signer = TokenSigner.hmac(PURPOSE, properties.signingKey(), properties.previousSigningKey());
    }

    public String encode(UUID id) {
        return signer.sign(ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    public Optional<UUID> decode(String token) {
        return signer.verify(token, MAX_LENGTH)
                .filter(content -> content.length == ID_BYTES)
                .map(ByteBuffer::wrap)
                .map(content -> new UUID(content.getLong(), content.getLong()));
    }
}

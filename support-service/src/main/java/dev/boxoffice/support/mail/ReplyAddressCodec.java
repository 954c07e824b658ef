package dev.boxoffice.support.mail;

import dev.boxoffice.platform.token.TokenSigner;
import dev.boxoffice.support.SupportProperties;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The address that answers to a case are sent to: `desk+<signed case id>@…`. Whoever has it was written to about the
/// case, or was given the mail by somebody who was; nobody can make one up.
@Component
public class ReplyAddressCodec {

    private static final String PURPOSE = "support-reply-address";
    private static final int MAX_TOKEN = 100;
    private static final int ID_BYTES = 16;
    /// RFC 5321, 4.5.3.1.1.
    private static final int MAX_LOCAL_PART = 64;

    private final TokenSigner signer;
    private final String prefix;
    private final String domain;

    ReplyAddressCodec(SupportProperties properties, OutgoingMailProperties mail) {
        this.signer = TokenSigner.hmac(PURPOSE, mail.signingKey(), mail.previousSigningKey());
        var from = properties.mail().from().toLowerCase(Locale.ROOT);
        var at = from.lastIndexOf('@');
        this.prefix = from.substring(0, at) + "+";
        this.domain = from.substring(at);
        var longest = addressOf(new UUID(0, 0)).lastIndexOf('@');
        if (longest > MAX_LOCAL_PART) {
            throw new IllegalArgumentException(
                    "boxoffice.support.mail.from must have at most 8 characters before the @,"
                            + " so that signed reply addresses fit into a mail address");
        }
    }

    public String addressOf(UUID caseId) {
        var id = ByteBuffer.allocate(ID_BYTES)
                .putLong(caseId.getMostSignificantBits())
                .putLong(caseId.getLeastSignificantBits())
                .array();
        return prefix + Base32.encode(Base64.getUrlDecoder().decode(signer.sign(id))) + domain;
    }

    /// The case, of an address that was signed here.
    public Optional<UUID> caseOf(String address) {
        var text = address.toLowerCase(Locale.ROOT);
        if (!text.startsWith(prefix)
                || !text.endsWith(domain)
                || text.length() > MAX_TOKEN + prefix.length() + domain.length()) {
            return Optional.empty();
        }
        var token = text.substring(prefix.length(), text.length() - domain.length());
        return Base32.decode(token)
                .flatMap(bytes ->
                        signer.verify(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), MAX_TOKEN))
                .filter(content -> content.length == ID_BYTES)
                .map(ByteBuffer::wrap)
                .map(content -> new UUID(content.getLong(), content.getLong()));
    }

    /// Whether this is the desk's own address, signed or not.
    public boolean isOurs(String address) {
        var text = address.toLowerCase(Locale.ROOT);
        return text.endsWith(domain)
                && (text.startsWith(prefix) || text.equals(prefix.substring(0, prefix.length() - 1) + domain));
    }

    /// `@…`, which ids of messages end with.
    public String domain() {
        return domain;
    }
}

package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.token.Ed25519PublicKey;
import dev.boxoffice.platform.token.Ed25519TokenSigner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes and reads what is in a ticket's QR code: a signed JWS, so that a gate without a network can verify it
/// with any JOSE library and `/.well-known/ticket-keys.json`.
@Component
public class TicketCodeCodec {

    /// @param tid ticket id
    /// @param bid booking id
    /// @param sn serial; absent for a ticket that has never gone to another person
    private record Payload(
            @Nullable String tid,
            @Nullable String bid,
            @Nullable Integer sn) {}

    private static final int MAX_LENGTH = 1_000;

    private final Ed25519TokenSigner signer;

    TicketCodeCodec(TicketProperties properties, JsonMapper json) {
        this.signer = new Ed25519TokenSigner(properties.signingKey(), properties.previousPublicKeys(), json);
    }

    /// The keys that codes can be verified with.
    List<Ed25519PublicKey> publicKeys() {
        return signer.publicKeys();
    }

    public String encode(TicketCode code) {
        var serial = code.serial() == 0 ? null : code.serial();
        return signer.sign(new Payload(code.ticket().toString(), code.booking().toString(), serial));
    }

    /// Signs by the same key what a door needs beside the codes.
    ///
    /// @param document says itself what it is, so that nobody takes it for a code
    public String sign(Object document) {
        return signer.sign(document);
    }

    /// Empty for anything this platform has not signed.
    public Optional<TicketCode> decode(String code) {
        return signer.verify(code, MAX_LENGTH, Payload.class).flatMap(TicketCodeCodec::read);
    }

    private static Optional<TicketCode> read(Payload payload) {
        if (payload.tid() == null || payload.bid() == null) {
            return Optional.empty();
        }
        var booking = TimeOrderedId.parse(payload.bid());
        var serial = payload.sn() == null ? 0 : payload.sn();
        return TicketId.parse(payload.tid()).flatMap(ticket -> booking.map(id -> new TicketCode(ticket, id, serial)));
    }
}

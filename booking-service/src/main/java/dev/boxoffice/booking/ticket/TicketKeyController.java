package dev.boxoffice.booking.ticket;

import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The keys that gates verify ticket codes with, as a JWK set (RFC 7517, RFC 8037).
@RestController
class TicketKeyController {

    record Key(String kty, String crv, String use, String alg, String kid, String x) {}

    record KeySet(List<Key> keys) {}

    private final TicketCodeCodec codes;

    TicketKeyController(TicketCodeCodec codes) {
        this.codes = codes;
    }

    @GetMapping("/.well-known/ticket-keys.json")
    ResponseEntity<KeySet> keys() {
        var keys = codes.publicKeys().stream()
                .map(key -> new Key("OKP", "Ed25519", "sig", "EdDSA", key.id(), key.x()))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(new KeySet(keys));
    }
}

package dev.boxoffice.booking.ticket;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How e-tickets are signed and printed.
///
/// @param signingKey Ed25519 private key, PKCS#8, base64
/// @param previousPublicKeys X.509 public keys, base64, of tickets signed before the key was changed
/// @param fonts TrueType files tried, in order, for characters the built-in font (Latin, Greek, Cyrillic) has
/// not
@ConfigurationProperties("boxoffice.ticket")
record TicketProperties(
        String signingKey,
        @DefaultValue List<String> previousPublicKeys,
        @DefaultValue List<Path> fonts) {}

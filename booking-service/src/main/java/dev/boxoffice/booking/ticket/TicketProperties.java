package dev.boxoffice.booking.ticket;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How e-tickets are signed and printed.
///
/// @param signingKey Ed25519 private key, PKCS#8, base64
/// @param previousPublicKeys X.509 public keys, base64, of tickets signed before the key was changed
@ConfigurationProperties("boxoffice.ticket")
record TicketProperties(String signingKey, @DefaultValue List<String> previousPublicKeys) {}

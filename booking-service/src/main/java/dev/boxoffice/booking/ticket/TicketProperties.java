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
/// not; files that are missing are passed over. The default is where Debian's `fonts-droid-fallback` (Apache-2.0) puts
/// Chinese and Japanese, and `fonts-nanum` (SIL Open Font License) Korean
@ConfigurationProperties("boxoffice.ticket")
record TicketProperties(
        String signingKey,
        @DefaultValue List<String> previousPublicKeys,

        @DefaultValue(DROID + "," + NANUM) List<Path> fonts) {

    // Joined into one default: with an array of two, the scan of Spring 7.0 does not find this class.
    private static final String DROID = "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf";
    private static final String NANUM = "/usr/share/fonts/truetype/nanum/NanumGothic.ttf";
}

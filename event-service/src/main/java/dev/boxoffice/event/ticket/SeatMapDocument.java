package dev.boxoffice.event.ticket;

import dev.boxoffice.event.encoding.EncodedBody;
import dev.boxoffice.event.encoding.Gzip;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// A seat map as it is sent: kept compressed only, since hardly a client asks for anything else.
final class SeatMapDocument implements EncodedBody {

    private static final int TAG_BYTES = 12;

    private final String tag;
    private final byte[] gzip;

    SeatMapDocument(byte[] json) {
        this.tag = tagOf(json);
        this.gzip = Gzip.compress(json);
    }

    @Override
    public String tag() {
        return tag;
    }

    @Override
    public byte[] bytes(boolean compressed) {
        return compressed ? gzip : Gzip.expand(gzip);
    }

    int weight() {
        return gzip.length;
    }

    private static String tagOf(byte[] json) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

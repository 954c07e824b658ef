package dev.boxoffice.event.encoding;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Compression of bodies that are kept and sent many times; the container compresses the rest as it goes.
public final class Gzip {

    private Gzip() {}

    public static byte[] compress(byte[] plain) {
        var compressed = new ByteArrayOutputStream(plain.length / 8 + 64);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    public static byte[] expand(byte[] compressed) {
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return plain.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Whether an `Accept-Encoding` takes gzip (RFC 9110, 12.5.3).
    static boolean isAccepted(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (var coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            var parameters = coding.strip().split("\\s*;\\s*");
            if (parameters[0].equals("gzip")) {
                return parameters.length == 1 || !parameters[1].matches("q=0(\\.0*)?");
            }
        }
        return false;
    }
}

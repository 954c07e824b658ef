package dev.boxoffice.event.encoding;

/// A JSON body that can be sent plain or compressed, each with its own strong tag (RFC 9110, 8.8.3).
public interface EncodedBody {

    /// What names this body's content; it is part of both tags.
    String tag();

    byte[] bytes(boolean compressed);

    default String etag(boolean compressed) {
        return compressed ? "\"" + tag() + "-gzip\"" : "\"" + tag() + "\"";
    }

    /// Whether an `If-None-Match` names this body in either encoding; the comparison is the weak one, as for
    /// any `GET`.
    default boolean matches(String ifNoneMatch) {
        for (var candidate : ifNoneMatch.split(",")) {
            var wanted = candidate.strip();
            if (wanted.startsWith("W/")) {
                wanted = wanted.substring(2);
            }
            if (wanted.equals("*") || wanted.equals(etag(false)) || wanted.equals(etag(true))) {
                return true;
            }
        }
        return false;
    }
}

package dev.boxoffice.event.encoding;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Answers a conditional `GET` with a body in the encoding the client takes: 304 when it has it already.
public final class EncodedResponse {

    private EncodedResponse() {}

    public static ResponseEntity<byte[]> of(EncodedBody body, HttpHeaders request, String cacheControl) {
        var compressed = Gzip.isAccepted(request.getFirst(HttpHeaders.ACCEPT_ENCODING));
        var known = request.getFirst(HttpHeaders.IF_NONE_MATCH);
        var unchanged = known != null && body.matches(known);
        var answer = ResponseEntity.status(unchanged ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .header(HttpHeaders.ETAG, body.etag(compressed))
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (unchanged) {
            return answer.build();
        }
        if (compressed) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.contentType(MediaType.APPLICATION_JSON).body(body.bytes(compressed));
    }
}

package dev.boxoffice.platform.problem;

import java.net.URI;
import org.springframework.http.HttpStatusCode;

/// A kind of problem as RFC 9457 means it: callers branch on the `slug`, people read the `title`.
///
/// @param slug the last part of `/problems/<slug>`, which the gateway serves as a page
/// @param status the HTTP status it is answered with
public record ProblemType(String slug, String title, int status) {

    public URI uri() {
        return URI.create("/problems/" + slug);
    }

    public HttpStatusCode httpStatus() {
        return HttpStatusCode.valueOf(status);
    }
}

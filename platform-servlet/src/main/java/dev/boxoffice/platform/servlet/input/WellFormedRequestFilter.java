package dev.boxoffice.platform.servlet.input;

import dev.boxoffice.platform.input.PercentEncoding;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.servlet.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what cannot be read the same way by everybody: percent encodings that are no UTF-8 and control
/// characters in a path (400), and a body that has two media types, a pattern for one or none at all, or that is
/// packed (415).
final class WellFormedRequestFilter extends OncePerRequestFilter {
    private static final Pattern CONTROL = Pattern.compile("%[01][0-9a-fA-F]|%7[fF]");

    private final ProblemWriter problems;

    WellFormedRequestFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var refusal = refusal(request);
        if (refusal == null) {
            chain.doFilter(request, response);
        } else {
            problems.write(refusal, request, response);
        }
    }

    private static @Nullable Problem refusal(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (!PercentEncoding.isUtf8(path) || !PercentEncoding.isUtf8(request.getQueryString())) {
            return Problem.of(ProblemTypes.MALFORMED_REQUEST, "The address has percent encodings that are not UTF-8.");
        }
        if (CONTROL.matcher(path).find()) {
            return Problem.of(ProblemTypes.MALFORMED_REQUEST, "The path has control characters.");
        }
        if (Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE)).size() > 1) {
            return Problem.of(ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "A body has one Content-Type.");
        }
        if (!isMediaType(request.getContentType())) {
            return Problem.of(ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "Content-Type names no media type.");
        }
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            return Problem.of(ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, without Content-Encoding.")
                    .header(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        return null;
    }

    private static boolean isMediaType(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        try {
            return MediaType.parseMediaType(contentType).isConcrete();
        } catch (InvalidMediaTypeException none) {
            return false;
        }
    }
}

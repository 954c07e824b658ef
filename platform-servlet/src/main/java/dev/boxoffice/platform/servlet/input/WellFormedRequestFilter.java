package dev.boxoffice.platform.servlet.input;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.servlet.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what cannot be read the same way by everybody: percent encodings that are no UTF-8 (400), and a body whose
/// media type is a pattern or no media type at all (415).
final class WellFormedRequestFilter extends OncePerRequestFilter {
    private final ProblemWriter problems;

    WellFormedRequestFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isUtf8(request.getRequestURI()) || !isUtf8(request.getQueryString())) {
            refuse(
                    Problem.of(ProblemTypes.MALFORMED_REQUEST, "The address has percent encodings that are not UTF-8."),
                    request,
                    response);
        } else if (!isMediaType(request.getContentType())) {
            refuse(
                    Problem.of(ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "Content-Type names no media type."),
                    request,
                    response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(problem, request, response);
    }

    private static boolean isUtf8(@Nullable String encoded) {
        if (encoded == null || encoded.indexOf('%') < 0) {
            return true;
        }
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (var at = 0; at < encoded.length(); at++) {
            var character = encoded.charAt(at);
            if (character != '%') {
                bytes.write(character < 0x80 ? character : '?');
                continue;
            }
            var high = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 1), 16) : -1;
            var low = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return false;
            }
            bytes.write(high << 4 | low);
            at += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
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

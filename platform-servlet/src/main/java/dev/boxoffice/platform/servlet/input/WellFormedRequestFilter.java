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
        if (!PercentEncoding.isUtf8(request.getRequestURI()) || !PercentEncoding.isUtf8(request.getQueryString())) {
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

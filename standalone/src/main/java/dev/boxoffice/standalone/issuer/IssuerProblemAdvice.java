package dev.boxoffice.standalone.issuer;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Refusals in the platform's own form (RFC 9457).
@RestControllerAdvice
class IssuerProblemAdvice extends ResponseEntityExceptionHandler {
    static ResponseEntity<Object> invalid(List<Map<String, String>> errors) {
        var problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, "validation-failed", "Invalid fields");
        problem.setDetail("Some fields are missing or wrong.");
        problem.setProperty("errors", errors);
        return ResponseEntity.of(problem).build();
    }

    /// Whatever Spring refuses by itself: unreadable JSON, a wrong method or media type.
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var known = HttpStatus.resolve(status.value());
        var title = known == null
                ? "Refused"
                : known == HttpStatus.BAD_REQUEST ? "Malformed request" : known.getReasonPhrase();
        var slug = title.toLowerCase(Locale.ROOT).replace(' ', '-');
        return ResponseEntity.status(status).headers(headers).body(problem(status, slug, title));
    }

    private static ProblemDetail problem(HttpStatusCode status, String slug, String title) {
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("/problems/" + slug));
        problem.setTitle(title);
        return problem;
    }
}

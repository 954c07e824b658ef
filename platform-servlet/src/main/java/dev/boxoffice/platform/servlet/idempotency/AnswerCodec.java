package dev.boxoffice.platform.servlet.idempotency;

import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.servlet.idempotency.IdempotencyKeyRepository.StoredAnswer;
import dev.boxoffice.platform.servlet.problem.RefusalProblems;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/// Answers as they are remembered under a key, and which of them are.
final class AnswerCodec {

    static final String REPLAYED = "Idempotency-Replayed";
    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, "Preference-Applied");

    /// "Not like this" and "not so fast": nothing was decided about the call itself, and headers of it that no key
    /// covers may mend it.
    private static final Set<Integer> UNDECIDED = Set.of(400, 412, 428, 429);

    private final JsonMapper json;
    private final RefusalProblems refusals;

    AnswerCodec(JsonMapper json, RefusalProblems refusals) {
        this.json = json;
        this.refusals = refusals;
    }

    static boolean isKept(ResponseEntity<?> answer) {
        return isKept(answer.getStatusCode())
                && !(answer.getBody() instanceof ProblemDetail problem
                        && ProblemTypes.VALIDATION_FAILED.uri().equals(problem.getType()));
    }

    private static boolean isKept(HttpStatusCode status) {
        return !status.is5xxServerError() && !UNDECIDED.contains(status.value());
    }

    /// What a thrown refusal is answered with, where that is remembered.
    Optional<ResponseEntity<?>> refusal(RuntimeException failure) {
        return refusals.of(failure)
                .<ResponseEntity<?>>map(problem -> problem.toResponse())
                .filter(AnswerCodec::isKept);
    }

    StoredAnswer encode(ResponseEntity<?> answer) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : KEPT_HEADERS) {
            var value = answer.getHeaders().getFirst(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        var body = answer.getBody();
        if (body == null) {
            return new StoredAnswer(answer.getStatusCode().value(), headers, null);
        }
        var type = body instanceof ProblemDetail ? MediaType.APPLICATION_PROBLEM_JSON : MediaType.APPLICATION_JSON;
        headers.put(HttpHeaders.CONTENT_TYPE, type.toString());
        return new StoredAnswer(answer.getStatusCode().value(), headers, json.writeValueAsString(body));
    }

    static ResponseEntity<?> replay(StoredAnswer answer) {
        var response = ResponseEntity.status(answer.status()).header(REPLAYED, "true");
        answer.headers().forEach(response::header);
        return answer.body() == null
                ? response.build()
                : response.body(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}

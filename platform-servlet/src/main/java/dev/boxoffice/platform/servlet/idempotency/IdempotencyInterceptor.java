package dev.boxoffice.platform.servlet.idempotency;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.servlet.idempotency.IdempotencyKeyRepository.Claim;
import dev.boxoffice.platform.servlet.idempotency.IdempotencyKeyRepository.StoredAnswer;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/// Runs [Idempotent] controller methods at most once a key and caller.
final class IdempotencyInterceptor implements MethodInterceptor {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyInterceptor.class);

    static final String REPLAYED = "Idempotency-Replayed";
    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, "Preference-Applied");

    /// @param request whose hash is made when it is asked for
    private record Fingerprint(HttpServletRequest request) implements IdempotencyKeyRepository.Fingerprint {
        @Override
        public byte[] beginning() {
            return Objects.requireNonNull(RequestFingerprintFilter.of(request));
        }

        @Override
        public byte[] complete() {
            return RequestFingerprintFilter.complete(request);
        }
    }

    private final IdempotencyKeyRepository keys;
    private final TransactionTemplate transactions;
    private final IdempotencyProperties properties;
    private final Clock clock;
    private final JsonMapper json;

    IdempotencyInterceptor(
            IdempotencyKeyRepository keys,
            TransactionTemplate transactions,
            IdempotencyProperties properties,
            Clock clock,
            JsonMapper json) {
        this.keys = keys;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        var request = currentRequest();
        var key = request == null ? null : request.getHeader(RequestFingerprintFilter.HEADER);
        if (request == null || key == null || RequestFingerprintFilter.of(request) == null) {
            return call.proceed();
        }
        var annotation = call.getMethod().getAnnotation(Idempotent.class);
        return annotation != null && annotation.mode() == Idempotent.Mode.LEASE
                ? leased(call, caller(), key, request)
                : inOneTransaction(call, caller(), key, request);
    }

    private @Nullable Object inOneTransaction(
            MethodInvocation call, String caller, String key, HttpServletRequest request) throws Throwable {
        return unwrapped(() -> transactions.execute(transaction -> {
            var claim = keys.claim(caller, key, new Fingerprint(request), clock.instant(), properties);
            if (!(claim instanceof Claim.First)) {
                return answerTo(claim);
            }
            var answer = proceed(call);
            if (answer.getStatusCode().is5xxServerError()) {
                transaction.setRollbackOnly();
            } else {
                remember(caller, key, request, answer);
            }
            return answer;
        }));
    }

    private @Nullable Object leased(MethodInvocation call, String caller, String key, HttpServletRequest request)
            throws Throwable {
        var claim = transactions.execute(
                _ -> keys.claim(caller, key, new Fingerprint(request), clock.instant(), properties));
        if (!(claim instanceof Claim.First)) {
            return answerTo(claim);
        }
        var answered = false;
        try {
            var answer = unwrapped(() -> proceed(call));
            if (!answer.getStatusCode().is5xxServerError()) {
                transactions.executeWithoutResult(_ -> remember(caller, key, request, answer));
                answered = true;
            }
            return answer;
        } finally {
            if (!answered) {
                forget(caller, key);
            }
        }
    }

    /// D8: answers that are large are those of imports and plans, which may be sent again; they are not kept for
    /// a day.
    private void remember(String caller, String key, HttpServletRequest request, ResponseEntity<?> answer) {
        var stored = stored(answer);
        if (stored.body() != null
                && stored.body().length() > properties.maxAnswer().toBytes()) {
            keys.forget(caller, key);
        } else {
            keys.store(caller, key, RequestFingerprintFilter.complete(request), stored);
        }
    }

    /// Must not hide why the call failed: a key that cannot be given back is free when its lease is over.
    private void forget(String caller, String key) {
        try {
            transactions.executeWithoutResult(_ -> keys.forget(caller, key));
        } catch (DataAccessException | TransactionException unavailable) {
            log.warn("A key stays leased: {}", unavailable.toString());
        }
    }

    private static ResponseEntity<?> answerTo(Claim claim) {
        return switch (claim) {
            case Claim.First() -> throw new IllegalStateException("the first call answers itself");
            case Claim.Running() ->
                Problem.of(ProblemTypes.REQUEST_IN_PROGRESS, "Wait for its answer, then ask again with the same key.")
                        .header(HttpHeaders.RETRY_AFTER, "1")
                        .toResponse();
            case Claim.OtherRequest() ->
                Problem.of(
                                ProblemTypes.IDEMPOTENCY_KEY_REUSED,
                                "This key was used for a request with another body or address.")
                        .toResponse();
            case Claim.Answered(var answer) -> replay(answer);
        };
    }

    private static ResponseEntity<?> replay(StoredAnswer answer) {
        var response = ResponseEntity.status(answer.status()).header(REPLAYED, "true");
        answer.headers().forEach(response::header);
        return answer.body() == null
                ? response.build()
                : response.body(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private StoredAnswer stored(ResponseEntity<?> answer) {
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

    private static ResponseEntity<?> proceed(MethodInvocation call) {
        try {
            var answer = call.proceed();
            if (answer instanceof ResponseEntity<?> response) {
                return response;
            }
            throw new IllegalStateException(call.getMethod() + " is @Idempotent and must return a ResponseEntity");
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new UndeclaredThrowableException(checked);
        }
    }

    private static <T> T unwrapped(java.util.function.Supplier<T> work) throws Throwable {
        try {
            return work.get();
        } catch (UndeclaredThrowableException wrapped) {
            throw wrapped.getUndeclaredThrowable();
        }
    }

    private static @Nullable HttpServletRequest currentRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }

    private static String caller() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? "" : authentication.getName();
    }
}

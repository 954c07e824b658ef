package dev.boxoffice.platform.servlet.idempotency;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.servlet.idempotency.IdempotencyKeyRepository.Claim;
import dev.boxoffice.platform.servlet.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Runs [Idempotent] controller methods at most once a key and caller.
final class IdempotencyInterceptor implements MethodInterceptor {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyInterceptor.class);

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

    /// @param isUndone whether what was done for it is rolled back, and its key with it
    private record Outcome(ResponseEntity<?> answer, boolean isUndone) {}

    private final IdempotencyKeyRepository keys;
    private final TransactionTemplate transactions;
    private final IdempotencyProperties properties;
    private final Clock clock;
    private final AnswerCodec answers;

    IdempotencyInterceptor(
            IdempotencyKeyRepository keys,
            TransactionTemplate transactions,
            IdempotencyProperties properties,
            Clock clock,
            AnswerCodec answers) {
        this.keys = keys;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
        this.answers = answers;
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

    private ResponseEntity<?> inOneTransaction(
            MethodInvocation call, String caller, String key, HttpServletRequest request) throws Throwable {
        var outcome = unlessRefused(() -> transactions.execute(transaction -> {
            var claim = claim(caller, key, request);
            if (!(claim instanceof Claim.First)) {
                return new Outcome(answerTo(claim), false);
            }
            var answer = proceed(call);
            if (answer.getStatusCode().is5xxServerError() || isUndone(transaction, answer)) {
                transaction.setRollbackOnly();
                return new Outcome(answer, true);
            }
            remember(caller, key, request, answer);
            return new Outcome(answer, false);
        }));
        return outcome.isUndone() && AnswerCodec.isKept(outcome.answer())
                ? rememberUndone(caller, key, request, outcome.answer())
                : outcome.answer();
    }

    /// A part of the work has taken back what it did, and its refusal says so. A success whose work is undone is none:
    /// its commit fails.
    private static boolean isUndone(TransactionStatus transaction, ResponseEntity<?> answer) {
        return transaction.isRollbackOnly() && answer.getStatusCode().is4xxClientError();
    }

    private Outcome unlessRefused(Supplier<Outcome> work) throws Throwable {
        try {
            return unwrapped(work);
        } catch (RuntimeException failure) {
            return new Outcome(answers.refusal(failure).orElseThrow(() -> failure), true);
        }
    }

    /// The key went with the work and is claimed anew. Whoever came in between answers for it.
    private ResponseEntity<?> rememberUndone(
            String caller, String key, HttpServletRequest request, ResponseEntity<?> answer) {
        return transactions.execute(_ -> {
            var claim = claim(caller, key, request);
            if (!(claim instanceof Claim.First)) {
                return answerTo(claim);
            }
            remember(caller, key, request, answer);
            return answer;
        });
    }

    private ResponseEntity<?> leased(MethodInvocation call, String caller, String key, HttpServletRequest request)
            throws Throwable {
        var claim = transactions.execute(_ -> claim(caller, key, request));
        if (!(claim instanceof Claim.First)) {
            return answerTo(claim);
        }
        var answered = false;
        try {
            var answer = unlessRefused(() -> new Outcome(proceed(call), false)).answer();
            if (AnswerCodec.isKept(answer)) {
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

    private Claim claim(String caller, String key, HttpServletRequest request) {
        return keys.claim(caller, key, new Fingerprint(request), clock.instant(), properties);
    }

    /// D8: answers that are large are those of imports and plans, which may be sent again; they are not kept for
    /// a day.
    private void remember(String caller, String key, HttpServletRequest request, ResponseEntity<?> answer) {
        if (answer.getBody() instanceof ProblemDetail problem) {
            ProblemWriter.addOrigin(problem, request);
        }
        var stored = answers.encode(answer);
        if (!AnswerCodec.isKept(answer)
                || (stored.body() != null
                        && stored.body().length() > properties.maxAnswer().toBytes())) {
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
            case Claim.Answered(var answer) -> AnswerCodec.replay(answer);
        };
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

    private static <T> T unwrapped(Supplier<T> work) throws Throwable {
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

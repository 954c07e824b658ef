package dev.boxoffice.platform.servlet.problem;

import dev.boxoffice.platform.input.UnreadableJson;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.redis.RedisUnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/// Turns whatever reaches the edge of a service into one problem+json (RFC 9457) that gives nothing of its insides
/// away.
@RestControllerAdvice
@Order(0)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final RefusalProblems refusals;

    ProblemAdvice(RefusalProblems refusals) {
        this.refusals = refusals;
    }

    @ExceptionHandler({
        ProblemException.class,
        DataIntegrityViolationException.class,
        OptimisticLockingFailureException.class
    })
    ResponseEntity<Object> refused(RuntimeException refusal) {
        return refusals.of(refusal).map(Problem::<Object>toResponse).orElseGet(() -> unknownRefusal(refusal));
    }

    private static ResponseEntity<Object> unknownRefusal(RuntimeException refusal) {
        log.error("A constraint nobody mapped refused a write", refusal);
        return internalError();
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class,
        RedisConnectionFailureException.class,
        RedisUnavailableException.class,
        QueryTimeoutException.class
    })
    ResponseEntity<Object> storeUnavailable(Exception failure) {
        log.warn("A store is unavailable: {}", failure.toString());
        return Problem.storeUnavailable().toResponse();
    }

    @ExceptionHandler
    ResponseEntity<Object> invalidParameter(ConstraintViolationException failure) {
        var errors = FieldErrors.collect();
        failure.getConstraintViolations()
                .forEach(violation -> errors.reject(lastNode(violation.getPropertyPath()), violation.getMessage()));
        return errors.toProblem().toResponse();
    }

    /// A path variable that cannot be read names nothing, so it is not found; a query parameter is the caller's
    /// mistake.
    @ExceptionHandler
    ResponseEntity<Object> wrongType(MethodArgumentTypeMismatchException failure) {
        if (failure.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return Problem.ofStatus(404).toResponse();
        }
        return FieldErrors.collect()
                .reject(failure.getName(), "cannot be read as what it should be")
                .toProblem()
                .toResponse();
    }

    /// Security's own exceptions are answered by the security chain, which knows the challenge to send.
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void leaveToSecurity(RuntimeException failure) {
        throw failure;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception failure, HttpServletResponse response) {
        if (response.isCommitted() && isHungUp(failure)) {
            return null;
        }
        if (causeOf(failure, SQLException.class)
                .map(ProblemAdvice::isLostConnection)
                .orElse(false)) {
            return storeUnavailable(failure);
        }
        log.error("Unexpected failure", failure);
        return internalError();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = FieldErrors.collect();
        failure.getBindingResult()
                .getFieldErrors()
                .forEach(error -> errors.reject(error.getField(), messageOf(error.getDefaultMessage())));
        failure.getBindingResult()
                .getGlobalErrors()
                .forEach(error -> errors.reject(error.getObjectName(), messageOf(error.getDefaultMessage())));
        return errors.toProblem().toResponse();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = FieldErrors.collect();
        failure.getParameterValidationResults().forEach(result -> {
            var name = messageOf(result.getMethodParameter().getParameterName());
            result.getResolvableErrors().forEach(error -> errors.reject(name, messageOf(error.getDefaultMessage())));
        });
        return errors.toProblem().toResponse();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return FieldErrors.collect()
                .reject(failure.getParameterName(), "must be given")
                .toProblem()
                .toResponse();
    }

    /// Text that is no JSON is 400; JSON whose field has the wrong type or value is 422 and names the field.
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return UnreadableJson.problem(failure).toResponse();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return Problem.ofStatus(406).toResponse();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotWritable(
            HttpMessageNotWritableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return isHungUp(failure) ? null : super.handleHttpMessageNotWritable(failure, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError()) {
            log.error("Unexpected failure", failure);
        }
        var response = Problem.ofStatus(status.value()).toResponse();
        return ResponseEntity.status(response.getStatusCode())
                .headers(response.getHeaders())
                .headers(headers) // Allow, Accept and the like
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(response.getBody());
    }

    /// Whoever asked has gone in the middle of the answer: nobody is left to tell, and nothing is wrong here.
    private static boolean isHungUp(Exception failure) {
        if (!DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return false;
        }
        log.debug("The client has hung up: {}", failure.toString());
        return true;
    }

    private static ResponseEntity<Object> internalError() {
        return Problem.ofStatus(500).toResponse();
    }

    /// However it is wrapped, also by a rollback or commit that failed for it: the server went away (class 08), was
    /// stopped (57P), or the pool has closed the connection (no state).
    private static boolean isLostConnection(SQLException failure) {
        var state = failure.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    private static <T extends Throwable> Optional<T> causeOf(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static String lastNode(jakarta.validation.Path path) {
        var name = "";
        for (var node : path) {
            name = messageOf(node.getName());
        }
        return name;
    }

    private static String messageOf(@Nullable String message) {
        return message == null ? "is invalid" : message;
    }
}

package dev.boxoffice.gateway.problem;

import dev.boxoffice.platform.redis.RedisUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/// The last stop of every error in the gateway: it leaves as a problem, never as a stack trace.
@Component
@Order(-2) // before Spring Boot's own handler at -1
class ProblemExceptionHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    private final ProblemResponses responses;

    ProblemExceptionHandler(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error); // too late for an answer: the connection is closed instead
        }
        return responses.write(exchange, problem(exchange, error));
    }

    private static Problem problem(ServerWebExchange exchange, Throwable error) {
        return switch (error) {
            case ProblemException expected -> expected.problem();
            case MethodNotAllowedException wrong ->
                Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Use another method for this resource.")
                        .header(HttpHeaders.ALLOW, allowed(wrong));
            case DataBufferLimitException _ ->
                Problem.of(ProblemType.PAYLOAD_TOO_LARGE, "The request body is larger than this resource accepts.");
            case AuthenticationServiceException _ ->
                Problem.unavailable("The token cannot be checked right now.", Duration.ofSeconds(5));
            case RedisUnavailableException _ ->
                Problem.unavailable("This cannot be looked up right now.", Duration.ofSeconds(1));
            case ErrorResponse known -> ofStatus(known.getStatusCode().value());
            default -> {
                log.error("Request {} failed", exchange.getRequest().getPath().pathWithinApplication(), error);
                yield Problem.of(ProblemType.INTERNAL_ERROR, "The request failed on our side; it has been recorded.");
            }
        };
    }

    private static String allowed(MethodNotAllowedException wrong) {
        return String.join(
                ", ", wrong.getSupportedMethods().stream().map(Object::toString).toList());
    }

    private static Problem ofStatus(int status) {
        return status >= 502 && status <= 504
                ? Problem.unavailable("The service is not available right now.", Duration.ofSeconds(5))
                : Problem.of(ProblemType.ofStatus(status), ProblemDetails.of(status));
    }
}

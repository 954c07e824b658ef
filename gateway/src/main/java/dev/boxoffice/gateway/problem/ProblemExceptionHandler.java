package dev.boxoffice.gateway.problem;

import dev.boxoffice.platform.input.UnreadableJson;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.redis.RedisUnavailableException;
import dev.boxoffice.platform.security.AccessProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/// The last stop of every error in the gateway: it leaves as a problem, never as a stack trace.
@Component
@Order(-2) // before Spring Boot's own handler at -1
class ProblemExceptionHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    private final ReactiveProblemWriter problems;

    ProblemExceptionHandler(ReactiveProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error); // too late for an answer: the connection is closed instead
        }
        return problems.write(exchange, problem(exchange, error));
    }

    private static Problem problem(ServerWebExchange exchange, Throwable error) {
        return switch (error) {
            case ProblemException expected -> expected.problem();
            case MethodNotAllowedException wrong -> Problem.ofStatus(405).header(HttpHeaders.ALLOW, allowed(wrong));
            case DataBufferLimitException _ -> Problem.ofStatus(413);
            case AuthenticationException failure -> AccessProblem.of(failure);
            case RedisUnavailableException _ -> Problem.storeUnavailable();
            case ServerWebInputException unread
            when unread.getCause() instanceof DecodingException -> UnreadableJson.problem(unread);
            case ErrorResponse known -> Problem.ofStatus(known.getStatusCode().value());
            default -> {
                log.error("Request {} failed", exchange.getRequest().getPath().pathWithinApplication(), error);
                yield Problem.ofStatus(500);
            }
        };
    }

    private static String allowed(MethodNotAllowedException wrong) {
        return String.join(
                ", ", wrong.getSupportedMethods().stream().map(Object::toString).toList());
    }
}

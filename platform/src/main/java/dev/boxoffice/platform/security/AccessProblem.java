package dev.boxoffice.platform.security;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/// What a caller is told whose token is missing, refused, or not enough (RFC 6750, 3).
public final class AccessProblem {
    private static final Duration KEYS_PAUSE = Duration.ofSeconds(5);

    private AccessProblem() {}

    public static Problem of(AuthenticationException failure) {
        return switch (failure) {
            case AuthenticationServiceException _ ->
                Problem.unavailable("The access token cannot be checked right now.", KEYS_PAUSE);
            case OAuth2AuthenticationException _ ->
                Problem.of(ProblemTypes.UNAUTHENTICATED, "The access token is not valid, or no longer.")
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            default -> missingToken();
        };
    }

    public static Problem missingToken() {
        return Problem.ofStatus(401).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    public static Problem missingRole() {
        return Problem.of(ProblemTypes.FORBIDDEN, "This needs a role that the access token does not name.");
    }
}

package dev.boxoffice.platform.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/// Reads `Authorization: Bearer <token>` (RFC 6750, 2.1). Spring's own readers run a regular expression over each
/// token; here what is no token is left for the decoder to refuse.
public final class BearerTokenHeader {
    private static final String SCHEME = "Bearer";

    private BearerTokenHeader() {}

    /// @return the token; null where another scheme, or none, is used
    /// @throws OAuth2AuthenticationException where the scheme is followed by nothing
    public static @Nullable String read(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || (authorization.length() > SCHEME.length() && authorization.charAt(SCHEME.length()) != ' ')) {
            return null;
        }
        var token = authorization.substring(SCHEME.length()).strip();
        if (token.isEmpty()) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("No token"));
        }
        return token;
    }
}

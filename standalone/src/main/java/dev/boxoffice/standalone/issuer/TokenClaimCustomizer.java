package dev.boxoffice.standalone.issuer;

import java.util.List;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/// What Boxoffice wants to find in a token: its audience, the roles, and of people their name and mail address.
@Component
class TokenClaimCustomizer implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private static final List<String> PROGRAM_ROLES = List.of("buyer", "organizer");

    private final IssuedTokenProperties oidc;

    TokenClaimCustomizer(IssuedTokenProperties oidc) {
        this.oidc = oidc;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        var claims = context.getClaims();
        // An ID token is meant for the client; only access tokens are for the platform.
        if (!OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
            claims.audience(List.of(oidc.audience()));
        }
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            claims.claim(oidc.rolesClaim(), PROGRAM_ROLES);
            return;
        }
        var principal = context.getPrincipal();
        if (principal != null) {
            DemoUser.named(principal.getName())
                    .ifPresent(user -> describe(claims, user.email(), user.name(), user.roles()));
        }
    }

    void describe(JwtClaimsSet.Builder claims, String email, String name, List<String> roles) {
        claims.claim(oidc.rolesClaim(), roles)
                .claim("email", email)
                .claim("email_verified", true)
                .claim("name", name);
    }
}

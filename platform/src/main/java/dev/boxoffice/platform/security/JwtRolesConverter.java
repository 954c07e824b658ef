package dev.boxoffice.platform.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/// Reads a caller's roles from the configured claim, which may be a path into nested ones (`realm_access.roles`).
/// Whoever is signed in may buy.
public final class JwtRolesConverter implements Converter<Jwt, AbstractAuthenticationToken> {
    private final String claim;
    private final List<String> path;

    public JwtRolesConverter(OidcProperties oidc) {
        this.claim = oidc.rolesClaim();
        this.path = List.of(claim.split("\\."));
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        var authorities = new ArrayList<GrantedAuthority>();
        if (roles(token.getClaims()) instanceof Collection<?> roles) {
            roles.forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
        }
        authorities.add(new SimpleGrantedAuthority(Role.BUYER.authority()));
        var subject = Objects.requireNonNull(token.getSubject(), "the decoder lets no token without a subject pass");
        return new JwtAuthenticationToken(token, authorities, subject);
    }

    /// A claim's own name may have dots, as addresses have.
    private @Nullable Object roles(Map<String, Object> claims) {
        if (claims.containsKey(claim)) {
            return claims.get(claim);
        }
        Object value = claims;
        for (var step : path) {
            value = value instanceof Map<?, ?> nested ? nested.get(step) : null;
        }
        return value;
    }
}

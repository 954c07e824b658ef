package dev.boxoffice.gateway.token;

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
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Reads a caller's roles from the configured claim.
@Component
class RolesConverter implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

    private final List<String> path;

    RolesConverter(OidcProperties properties) {
        this.path = List.of(properties.rolesClaim().split("\\."));
    }

    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt jwt) {
        List<GrantedAuthority> authorities = new ArrayList<>();
        if (claim(jwt) instanceof Collection<?> roles) {
            roles.forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
        }
        return Mono.just(new JwtAuthenticationToken(jwt, authorities, subject(jwt)));
    }

    private static String subject(Jwt jwt) {
        return Objects.requireNonNull(jwt.getSubject(), "TokenDecoder lets no token without a subject pass");
    }

    private @Nullable Object claim(Jwt jwt) {
        Object value = jwt.getClaims();
        for (String step : path) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }
}

package dev.boxoffice.platform.servlet.security;

import dev.boxoffice.platform.security.AccessProblem;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Gives controllers the [Caller]; an `@Nullable Caller` parameter is null for anonymous requests.
public final class CallerResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var caller = current();
        if (caller.isEmpty() && !parameter.isOptional()) {
            throw AccessProblem.missingToken().toException();
        }
        return caller.orElse(null);
    }

    /// Empty for anonymous requests.
    public static Optional<Caller> current() {
        return callerOf(SecurityContextHolder.getContext().getAuthentication());
    }

    private static Optional<Caller> callerOf(@Nullable Authentication authentication) {
        if (!(authentication instanceof JwtAuthenticationToken token)) {
            return Optional.empty();
        }
        var roles = token.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .flatMap(authority ->
                        authority == null ? java.util.stream.Stream.empty() : Role.fromAuthority(authority).stream())
                .collect(Collectors.toUnmodifiableSet());
        var jwt = token.getToken();
        return Optional.of(new Caller(
                token.getName(),
                roles,
                jwt.getClaimAsString("email"),
                jwt.getClaimAsString("name"),
                jwt.getClaimAsString("locale"),
                Boolean.TRUE.equals(jwt.getClaimAsBoolean("email_verified"))));
    }
}

package dev.boxoffice.platform.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is calling, as the verified token says; never what a body claims.
///
/// @param subject the token's `sub`
/// @param emailVerified whether the issuer has seen that the address is theirs (OpenID Connect Core, 5.1)
/// @param locale a BCP 47 tag, where the token has one
public record Caller(
        String subject,
        Set<Role> roles,
        @Nullable String email,
        @Nullable String name,
        @Nullable String locale,
        boolean emailVerified) {

    public boolean has(Role role) {
        return roles.contains(role);
    }
}

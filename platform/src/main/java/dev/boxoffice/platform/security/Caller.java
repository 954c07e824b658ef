package dev.boxoffice.platform.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is calling, as the verified token says; never what a body claims.
///
/// @param subject the token's `sub`
/// @param locale a BCP 47 tag, where the token has one
public record Caller(
        String subject,
        Set<Role> roles,
        @Nullable String email,
        @Nullable String name,
        @Nullable String locale) {

    public boolean has(Role role) {
        return roles.contains(role);
    }
}

package dev.boxoffice.platform.security;

import java.util.Locale;
import java.util.Optional;

/// What a signed-in person may be, as the token's roles claim says.
public enum Role {
    BUYER,
    ORGANIZER,
    SCANNER,
    AGENT,
    SUPPORT_MANAGER,
    OPERATOR;

    /// As written in a token: `support-manager`.
    public String claim() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// As Spring Security compares it: `ROLE_support-manager`.
    public String authority() {
        return "ROLE_" + claim();
    }

    public static Optional<Role> fromAuthority(String authority) {
        for (var role : values()) {
            if (role.authority().equals(authority)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}

package dev.boxoffice.platform.servlet.security;

import dev.boxoffice.platform.security.Caller;
import java.util.Optional;

/// Whose request the running thread serves.
public final class CurrentCaller {

    private CurrentCaller() {}

    /// Empty for anonymous requests and for background work.
    public static Optional<Caller> find() {
        return CallerResolver.current();
    }
}

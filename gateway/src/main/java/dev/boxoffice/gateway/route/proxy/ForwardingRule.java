package dev.boxoffice.gateway.route.proxy;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Says of requests that are to be passed on whether they may be.
public interface ForwardingRule {

    /// @param caller who is signed in; null where nobody is
    /// @param body what has been read of it: nothing of what is passed on as it comes
    /// @throws dev.boxoffice.platform.problem.ProblemException where it may not
    void check(ServerHttpRequest request, @Nullable String caller, byte[] body);
}

package dev.boxoffice.standalone.stripe.api;

import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.util.Set;

/// One of the calls of Stripe's that are served here; `{id}` stands for any one segment.
///
/// The parameters are checked against Stripe's published description by a test.
record StripeRoute(String method, String path, Set<String> parameters, Action action) {
    /// What a call does: an object of the ledger, or a list ready to be sent.
    @FunctionalInterface
    public interface Action {
        Object run(String id, StripeParameters params, StripeCall call);
    }

    public boolean matches(String otherMethod, String otherPath) {
        return method.equals(otherMethod) && pathMatches(otherPath);
    }

    private boolean pathMatches(String otherPath) {
        var start = path.indexOf("{id}");
        if (start < 0) {
            return path.equals(otherPath);
        }
        var after = path.substring(start + 4);
        return otherPath.startsWith(path.substring(0, start))
                && otherPath.endsWith(after)
                && otherPath.length() > start + after.length()
                && otherPath.indexOf('/', start) == (after.isEmpty() ? -1 : otherPath.length() - after.length());
    }

    public String id(String otherPath) {
        var start = path.indexOf("{id}");
        return start < 0 ? "" : otherPath.substring(start, otherPath.length() - (path.length() - start - 4));
    }
}

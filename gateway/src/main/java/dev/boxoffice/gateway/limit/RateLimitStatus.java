package dev.boxoffice.gateway.limit;

import dev.boxoffice.gateway.limit.RateLimitProperties.Bucket;
import java.time.Duration;

/// What a bucket said to one request.
///
/// @param policy its name in the response, such as `user-read`
/// @param left requests that would pass right now
/// @param retryAfter when the next one passes, for a refused request
/// @param full when the whole burst is available again
record RateLimitStatus(String policy, Bucket bucket, boolean allowed, long left, Duration retryAfter, Duration full) {

    /// One item of `RateLimit-Policy`, as draft-ietf-httpapi-ratelimit-headers has it.
    String policyItem() {
        return "\"" + policy + "\";q=" + bucket.burst() + ";w="
                + Math.max(1, bucket.window().toSeconds());
    }

    /// One item of `RateLimit`.
    String limitItem() {
        return "\"" + policy + "\";r=" + left + ";t=" + full.plusMillis(999).toSeconds();
    }
}

package dev.boxoffice.gateway.limit;

import dev.boxoffice.gateway.limit.RateLimitProperties.Bucket;
import dev.boxoffice.gateway.limit.RateLimitScript.Command;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.RedisUnavailableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Takes requests out of buckets that all gateways share.
@Component
class RateLimitService {

    /// One of the buckets a request is taken out of.
    ///
    /// @param who `user` or `address`
    /// @param id the user's or the address's name; only its hash is stored
    record Share(String who, String id, RateClass kind, Bucket bucket) {

        Command command() {
            String policy = who + "-" + kind.name().toLowerCase(Locale.ROOT);
            return new Command("bo:rate:" + policy + ":" + UserHash.of(id).text(), policy, bucket);
        }
    }

    private final RateLimitScript script;
    private final LocalRateLimiter local;

    RateLimitService(RateLimitScript script, RateLimitProperties properties, Clock clock) {
        this.script = script;
        this.local = new LocalRateLimiter(properties.localBuckets(), clock);
    }

    /// Takes one request out of each of the buckets, up to the first that is empty; how they stand then.
    Mono<List<RateLimitStatus>> take(List<Share> shares) {
        List<Command> commands = shares.stream().map(Share::command).toList();
        return script.run(commands).onErrorResume(RedisUnavailableException.class, _ -> Mono.just(takeHere(commands)));
    }

    private List<RateLimitStatus> takeHere(List<Command> commands) {
        List<RateLimitStatus> statuses = new ArrayList<>();
        for (Command command : commands) {
            RateLimitStatus status = local.take(command.key(), command.policy(), command.bucket());
            statuses.add(status);
            if (!status.allowed()) {
                break;
            }
        }
        return statuses;
    }
}

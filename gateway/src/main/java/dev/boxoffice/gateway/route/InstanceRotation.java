package dev.boxoffice.gateway.route;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The instances of one service, taken in turn; one that refused a connection is passed over for a while.
final class InstanceRotation {

    /// One address of a service.
    static final class Instance {

        private final URI uri;
        private volatile long passOverUntil;

        private Instance(URI uri) {
            this.uri = uri;
        }

        URI uri() {
            return uri;
        }

        /// Scheme, host and port.
        String origin() {
            return uri.getScheme() + "://" + uri.getRawAuthority();
        }
    }

    private final List<Instance> all;
    private final AtomicInteger turn = new AtomicInteger();
    private final Clock clock;
    private final Duration passOver;

    InstanceRotation(List<URI> uris, Clock clock, Duration passOver) {
        this.all = uris.stream().map(Instance::new).toList();
        this.clock = clock;
        this.passOver = passOver;
    }

    /// The next instance, another one than `tried` if there is any; where all are passed over, one is asked anyway.
    Instance next(@Nullable Instance tried) {
        int start = turn.getAndUpdate(i -> (i + 1) % all.size());
        long now = clock.millis();
        Instance choice = all.get(start);
        for (int i = 0; i < all.size(); i++) {
            Instance candidate = all.get((start + i) % all.size());
            if (candidate != tried && candidate.passOverUntil <= now) {
                return candidate;
            }
            if (choice == tried) {
                choice = candidate;
            }
        }
        return choice;
    }

    void refusedConnection(Instance instance) {
        instance.passOverUntil = clock.millis() + passOver.toMillis();
    }
}

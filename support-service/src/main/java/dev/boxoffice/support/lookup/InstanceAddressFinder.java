package dev.boxoffice.support.lookup;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// O1: where the instances of a service are. They are the addresses that its names have: several names, or one name
/// with an address for each instance, as a headless service of Kubernetes has. Names are looked up each time; the JVM
/// remembers them for half a minute (`networkaddress.cache.ttl`).
public final class InstanceAddressFinder {

    /// Asks for the addresses of a name.
    interface NameResolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    private final List<URI> names;
    private final NameResolver resolver;
    private final Duration passOver;
    private final Clock clock;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<URI, Instant> passedOverUntil = new ConcurrentHashMap<>();

    /// @param passOver how long an instance that did not answer is asked after the others
    InstanceAddressFinder(List<URI> names, NameResolver resolver, Duration passOver, Clock clock) {
        this.names = List.copyOf(names);
        this.resolver = resolver;
        this.passOver = passOver;
        this.clock = clock;
    }

    /// All instances, each time another one first, and last those that did not answer lately.
    public List<URI> inTurn() {
        var now = clock.instant();
        var found = new ArrayList<>(
                names.stream().flatMap(this::addresses).distinct().toList());
        passedOverUntil.keySet().retainAll(found);
        Collections.rotate(found, -turn.getAndIncrement());
        found.sort(Comparator.comparing(
                address -> passedOverUntil.getOrDefault(address, Instant.EPOCH).isAfter(now)));
        return found;
    }

    public void didNotAnswer(URI address) {
        passedOverUntil.put(address, clock.instant().plus(passOver));
    }

    private Stream<URI> addresses(URI name) {
        try {
            var found = resolver.resolve(name.getHost());
            // An instance with an address of each family is one instance.
            return Arrays.stream(found)
                    .filter(address -> address.getClass() == found[0].getClass())
                    .map(address -> at(name, address));
        } catch (UnknownHostException unknown) {
            return Stream.of(name); // it may be there when it is asked
        }
    }

    private static URI at(URI name, InetAddress address) {
        var literal = address.getHostAddress();
        var host = literal.indexOf(':') < 0 ? literal : "[" + literal + "]";
        return URI.create(name.getScheme() + "://" + host + (name.getPort() < 0 ? "" : ":" + name.getPort()));
    }
}

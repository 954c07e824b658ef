package dev.boxoffice.gateway.route.service;

import dev.boxoffice.gateway.route.Upstream;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// O1: the instances of one service, taken in turn. They are the addresses that its names have: several names, or one
/// name with an address for each instance, as a headless service of Kubernetes has.
public final class ServiceInstances {

    /// Asks for the addresses of a name.
    interface NameResolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    private final Upstream upstream;
    private final List<URI> names;
    private final UpstreamProperties properties;
    private final Function<InetSocketAddress, CircuitBreaker> breakers;
    private final NameResolver resolver;
    private final Clock clock;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<ServiceInstance> all = List.of();

    ServiceInstances(
            Upstream upstream,
            List<URI> names,
            UpstreamProperties properties,
            Function<InetSocketAddress, CircuitBreaker> breakers,
            NameResolver resolver,
            Clock clock) {
        this.upstream = upstream;
        this.names = names;
        this.properties = properties;
        this.breakers = breakers;
        this.resolver = resolver;
        this.clock = clock;
        resolve();
    }

    /// Looks the names up again. An instance that is still there keeps what is known of it; a name that cannot be
    /// looked up just now keeps its instances.
    void resolve() {
        Map<InetSocketAddress, ServiceInstance> known =
                all.stream().collect(Collectors.toMap(ServiceInstance::address, Function.identity()));
        Set<InetSocketAddress> found = new LinkedHashSet<>();
        names.forEach(name -> found.addAll(addresses(name, known.keySet())));
        all = found.stream()
                .map(address -> {
                    ServiceInstance instance = known.get(address);
                    return instance == null ? new ServiceInstance(address, breakers.apply(address)) : instance;
                })
                .toList();
    }

    private List<InetSocketAddress> addresses(URI name, Set<InetSocketAddress> known) {
        int port = name.getPort() >= 0 ? name.getPort() : 80;
        try {
            InetAddress[] found = resolver.resolve(name.getHost());
            // An instance with an address of each family is one instance.
            return Arrays.stream(found)
                    .filter(address -> address.getClass() == found[0].getClass())
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        } catch (UnknownHostException _) {
            List<InetSocketAddress> before = known.stream()
                    .filter(address -> address.getHostString().equals(name.getHost()) && address.getPort() == port)
                    .toList();
            // It may be there when somebody asks for it.
            return before.isEmpty() ? List.of(InetSocketAddress.createUnresolved(name.getHost(), port)) : before;
        }
    }

    public List<ServiceInstance> all() {
        return all;
    }

    /// Where the gateway's own questions go.
    URI address() {
        List<ServiceInstance> present = all;
        long now = clock.millis();
        ServiceInstance chosen = present.stream()
                .filter(instance ->
                        !instance.isPassedOver(now) && instance.breaker().getState() != CircuitBreaker.State.OPEN)
                .skip(present.size() < 2 ? 0 : Math.floorMod(turn.getAndIncrement(), present.size()))
                .findFirst()
                .orElse(present.getFirst());
        return URI.create(
                "http://" + host(chosen.address()) + ":" + chosen.address().getPort());
    }

    private static String host(InetSocketAddress address) {
        InetAddress resolved = address.getAddress();
        if (resolved == null) {
            return address.getHostString();
        }
        String literal = resolved.getHostAddress();
        return literal.indexOf(':') < 0 ? literal : "[" + literal + "]";
    }

    /// The next instance that takes a request, another one than `tried`; null where none does. Those passed over are
    /// asked when there is no other.
    @Nullable
    public ServiceInstance begin(@Nullable ServiceInstance tried) {
        List<ServiceInstance> present = all;
        int start = present.size() < 2 ? 0 : Math.floorMod(turn.getAndIncrement(), present.size());
        int most = mostInFlight(present.size());
        long now = clock.millis();
        for (boolean passedOver : new boolean[] {false, true}) {
            for (int i = 0; i < present.size(); i++) {
                ServiceInstance candidate = present.get((start + i) % present.size());
                if (candidate != tried && candidate.isPassedOver(now) == passedOver && candidate.begin(most)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    /// One of several instances may hold twice its share, so that one that hangs leaves room for the others.
    private int mostInFlight(int instances) {
        int most = properties.maxInFlight(upstream);
        return instances < 2 ? most : Math.max(1, 2 * most / instances);
    }

    int inFlight() {
        int sum = 0;
        for (ServiceInstance instance : all) {
            sum += instance.inFlight();
        }
        return sum;
    }

    public boolean isFull() {
        return inFlight() >= properties.maxInFlight(upstream);
    }

    public void refusedConnection(ServiceInstance instance) {
        instance.passOver(clock.millis() + properties.passOver().toMillis());
    }
}

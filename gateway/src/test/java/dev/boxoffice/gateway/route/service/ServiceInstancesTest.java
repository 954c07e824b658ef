package dev.boxoffice.gateway.route.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.route.Upstream;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// O1: each instance of a service has its share, and is judged for itself.
class ServiceInstancesTest {

    private static final UpstreamProperties PROPERTIES = new UpstreamProperties(
            Duration.ofSeconds(10),
            Map.of(),
            Duration.ofMinutes(2),
            Duration.ofSeconds(30),
            30,
            200,
            50,
            20,
            Duration.ofSeconds(5),
            5,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            new UpstreamProperties.Connections(
                    10, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)));

    private final List<String> dns = new ArrayList<>(List.of("10.0.0.1", "10.0.0.2", "10.0.0.3"));
    private final ServiceInstances instances = new ServiceInstances(
            Upstream.BOOKING,
            List.of(URI.create("http://booking:8082")),
            PROPERTIES,
            address -> CircuitBreaker.ofDefaults(address.toString()),
            this::lookUp,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    private InetAddress[] lookUp(String name) throws UnknownHostException {
        if (dns.isEmpty()) {
            throw new UnknownHostException(name);
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (String address : dns) {
            addresses.add(InetAddress.getByAddress(
                    name, InetAddress.ofLiteral(address).getAddress()));
        }
        return addresses.toArray(InetAddress[]::new);
    }

    private ServiceInstance begin() {
        return Objects.requireNonNull(instances.begin(null));
    }

    private static String ip(ServiceInstance instance) {
        return instance.address().getAddress().getHostAddress();
    }

    private Set<String> asked(int requests) {
        Set<String> asked = new HashSet<>();
        for (int i = 0; i < requests; i++) {
            ServiceInstance instance = begin();
            asked.add(ip(instance));
            instance.succeeded(1);
            instance.end();
        }
        return asked;
    }

    @Test
    void each_address_of_a_name_gets_its_share() {
        assertThat(asked(3)).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2", "10.0.0.3");
    }

    @Test
    void new_pods_are_asked_and_gone_ones_are_not_once_the_name_says_so() {
        ServiceInstance kept = instances.all().getFirst();
        kept.begin(10);
        dns.remove("10.0.0.3");
        dns.add("10.0.0.4");
        instances.resolve();
        assertThat(asked(3)).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2", "10.0.0.4");
        assertThat(instances.all().getFirst()).isSameAs(kept);
        dns.clear();
        instances.resolve(); // a name server that is away takes nobody away
        assertThat(asked(3)).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2", "10.0.0.4");
    }

    @Test
    void whoever_fails_is_not_asked_and_the_others_are() {
        ServiceInstance failing = begin();
        failing.end();
        failing.breaker().transitionToOpenState();
        assertThat(asked(20)).hasSize(2).doesNotContain(ip(failing));
    }

    @Test
    void whoever_refuses_a_connection_is_passed_over_until_nobody_else_is_there() {
        ServiceInstance gone = begin();
        instances.refusedConnection(gone);
        gone.end();
        assertThat(asked(20)).hasSize(2).doesNotContain(ip(gone));
        instances.all().forEach(instances::refusedConnection);
        assertThat(asked(20)).hasSize(3);
    }

    /// Two times its fair share is the most that one instance may hold.
    @Test
    void one_that_hangs_leaves_room_for_the_others() {
        ServiceInstance hanging = instances.all().getFirst();
        int held = 0;
        while (held < 100 && hanging.begin(20)) {
            held++;
        }
        assertThat(held).isEqualTo(20);
        assertThat(instances.isFull()).isFalse();
        assertThat(asked(9)).hasSize(2).doesNotContain(ip(hanging));
    }

    @Test
    void a_read_goes_to_another_instance_or_nowhere() {
        ServiceInstance first = begin();
        for (int i = 0; i < 5; i++) {
            ServiceInstance second = Objects.requireNonNull(instances.begin(first));
            assertThat(second).isNotSameAs(first);
            second.end();
        }
        dns.subList(1, 3).clear();
        instances.resolve();
        assertThat(instances.begin(instances.all().getFirst())).isNull();
    }

    @Test
    void what_happened_is_counted_at_its_instance_alone() {
        ServiceInstance one = begin();
        one.failed(1, new IOException("broken"));
        one.end();
        assertThat(instances.all())
                .extracting(instance -> instance.breaker().getMetrics().getNumberOfFailedCalls())
                .containsExactly(1, 0, 0);
        assertThat(instances.inFlight()).isZero();
    }
}

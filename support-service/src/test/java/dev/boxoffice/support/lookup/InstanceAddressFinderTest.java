package dev.boxoffice.support.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportTestClock;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// O1: every address of a name is an instance, and one that does not answer is asked last.
class InstanceAddressFinderTest {

    private static final URI FIRST = URI.create("http://10.0.0.1:8082");
    private static final URI SECOND = URI.create("http://10.0.0.2:8082");
    private static final URI THIRD = URI.create("http://10.0.0.3:8082");

    private final SupportTestClock clock = new SupportTestClock();
    private final Map<String, InetAddress[]> names = new HashMap<>();

    private InstanceAddressFinder finder(String... uris) {
        return new InstanceAddressFinder(
                List.of(uris).stream().map(URI::create).toList(), this::resolve, Duration.ofSeconds(5), clock);
    }

    private InetAddress[] resolve(String name) throws UnknownHostException {
        var found = names.get(name);
        if (found == null) {
            throw new UnknownHostException(name);
        }
        return found;
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        var found = new InetAddress[literals.length];
        for (var i = 0; i < literals.length; i++) {
            found[i] = InetAddress.getByName(literals[i]);
        }
        return found;
    }

    @Test
    void every_address_of_a_name_takes_its_turn() throws Exception {
        names.put("booking", addresses("10.0.0.1", "10.0.0.2", "10.0.0.3"));
        var finder = finder("http://booking:8082");
        assertThat(finder.inTurn()).containsExactly(FIRST, SECOND, THIRD);
        assertThat(finder.inTurn()).containsExactly(SECOND, THIRD, FIRST);
        assertThat(finder.inTurn()).containsExactly(THIRD, FIRST, SECOND);
    }

    @Test
    void pods_that_come_and_go_are_seen() throws Exception {
        names.put("booking", addresses("10.0.0.1"));
        var finder = finder("http://booking:8082");
        assertThat(finder.inTurn()).containsExactly(FIRST);
        names.put("booking", addresses("10.0.0.2", "10.0.0.3"));
        assertThat(finder.inTurn()).containsExactlyInAnyOrder(SECOND, THIRD);
    }

    @Test
    void one_that_does_not_answer_is_asked_last_for_a_while() throws Exception {
        names.put("booking", addresses("10.0.0.1", "10.0.0.2"));
        var finder = finder("http://booking:8082");
        finder.didNotAnswer(FIRST);
        assertThat(finder.inTurn()).containsExactly(SECOND, FIRST);
        assertThat(finder.inTurn()).containsExactly(SECOND, FIRST);
        clock.pass(Duration.ofSeconds(6));
        assertThat(finder.inTurn()).containsExactly(FIRST, SECOND);
    }

    @Test
    void several_names_are_several_instances_and_a_lost_name_is_still_tried() throws Exception {
        names.put("a", addresses("10.0.0.1", "fd00::1"));
        var finder = finder("http://a:8082", "http://gone:8082");
        assertThat(finder.inTurn()).containsExactly(FIRST, URI.create("http://gone:8082"));
    }
}

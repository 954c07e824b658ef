package dev.boxoffice.platform.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.platform.id.TimeOrderedId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AdmissionTokenSignerTest {
    private static final String SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final Instant NOW = Instant.parse("2027-05-01T19:00:00Z");
    private final AdmissionTokenSigner signer = at(NOW);

    private static AdmissionTokenSigner at(Instant now) {
        return new AdmissionTokenSigner(SECRET, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void an_admission_lets_its_user_into_its_event_until_it_ends() {
        var event = TimeOrderedId.next();
        var until = NOW.plus(Duration.ofMinutes(10));
        var token = signer.sign("alice", event, 7, until);

        assertThat(signer.verify(token, "alice", event)).isPresent();
        assertThat(signer.verify(token, "bob", event)).isEmpty();
        assertThat(signer.verify(token, "alice", TimeOrderedId.next())).isEmpty();
        assertThat(at(until).verify(token, "alice", event)).isEmpty();
        assertThat(signer.verify(null, "alice", event)).isEmpty();
    }

    @Test
    void each_admission_of_a_user_has_an_id_of_its_own() {
        var event = TimeOrderedId.next();
        var until = NOW.plusSeconds(1);

        assertThat(signer.verify(signer.sign("alice", event, 1, until), "alice", event))
                .isNotEqualTo(signer.verify(signer.sign("alice", event, 2, until), "alice", event));
    }
}

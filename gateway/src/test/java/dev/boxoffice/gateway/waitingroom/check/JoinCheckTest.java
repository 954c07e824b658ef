package dev.boxoffice.gateway.waitingroom.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.boxoffice.gateway.StandInService;
import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.place.QueuePropertiesFixture;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// L7: a refused join costs a bot something, or a captcha.
class JoinCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-28T18:00:00Z");
    private static final UUID EVENT = UUID.randomUUID();

    private static JoinCheckService service(JoinCheckProperties properties, Instant now) {
        return new JoinCheckService(
                properties,
                new ProofOfWork(QueuePropertiesFixture.any(), properties, Clock.fixed(now, ZoneOffset.UTC)),
                new CaptchaClient(properties, JsonMapper.shared()));
    }

    private static JoinCheckProperties work(int bits) {
        return new JoinCheckProperties(
                JoinCheckProperties.Kind.PROOF_OF_WORK,
                JoinCheckProperties.At.JOINING,
                bits,
                Duration.ofMinutes(5),
                null,
                "",
                Duration.ofSeconds(3));
    }

    private static WaitingRoomVisitor visitor(String user, UUID event) {
        return WaitingRoomVisitor.of(user, event, null);
    }

    private static void check(JoinCheckService checks, WaitingRoomVisitor visitor, @Nullable String solution) {
        checks.checkJoining(visitor.bringing(null, solution)).block();
    }

    private static ProblemException refused(
            JoinCheckService checks, WaitingRoomVisitor visitor, @Nullable String solution) {
        try {
            check(checks, visitor, solution);
        } catch (ProblemException expected) {
            assertThat(expected.problem().type()).isEqualTo(ProblemTypes.CHECK_REQUIRED);
            return expected;
        }
        throw new AssertionError("Expected a refusal");
    }

    private static String solve(String challenge, int bits) {
        for (long nonce = 0; ; nonce++) {
            String solution = challenge + ":" + nonce;
            if (ProofOfWork.zeroBits(solution) >= bits) {
                return solution;
            }
        }
    }

    private static String unsolved(String challenge, int bits) {
        for (int nonce = 0; ; nonce++) {
            String answer = challenge + ":" + nonce;
            if (ProofOfWork.zeroBits(answer) < bits) {
                return answer;
            }
        }
    }

    private static Map<?, ?> told(ProblemException refusal) {
        return (Map<?, ?>) Objects.requireNonNull(
                Objects.requireNonNull(refusal.problem().toDetail().getProperties())
                        .get("check"));
    }

    @Test
    void whoever_has_done_the_work_joins_and_nobody_else_by_it() {
        JoinCheckService checks = service(work(10), NOW);
        WaitingRoomVisitor alice = visitor("alice", EVENT);
        Map<?, ?> asked = told(refused(checks, alice, null));
        assertThat(asked.get("bits")).isEqualTo(10);
        String challenge = String.valueOf(asked.get("challenge"));
        String solution = solve(challenge, 10);

        check(checks, alice, solution);
        refused(checks, visitor("bob", EVENT), solution);
        refused(checks, visitor("alice", UUID.randomUUID()), solution);
        refused(checks, alice, unsolved(challenge, 10));
        refused(checks, alice, "made-up:1");
        refused(checks, alice, "");
        refused(service(work(10), NOW.plus(Duration.ofMinutes(6))), alice, solution);
    }

    /// L7: whoever solved something to join has solved nothing for their admission, and the other way round.
    @Test
    void each_step_has_work_of_its_own() {
        JoinCheckService checks = service(
                new JoinCheckProperties(
                        JoinCheckProperties.Kind.PROOF_OF_WORK,
                        JoinCheckProperties.At.BOTH,
                        8,
                        Duration.ofMinutes(5),
                        null,
                        "",
                        Duration.ofSeconds(3)),
                NOW);
        WaitingRoomVisitor alice = visitor("alice", EVENT);
        for (CheckedStep step : CheckedStep.values()) {
            String solution = solve(String.valueOf(checks.question(alice, step).get("challenge")), 8);
            for (CheckedStep other : CheckedStep.values()) {
                assertThat(checks.isSolved(alice.bringing(null, solution), other)
                                .block())
                        .isEqualTo(other == step);
            }
        }
    }

    @Test
    void nothing_is_asked_where_it_is_off() {
        JoinCheckService checks = service(
                new JoinCheckProperties(
                        JoinCheckProperties.Kind.NONE,
                        JoinCheckProperties.At.BOTH,
                        18,
                        Duration.ofMinutes(5),
                        null,
                        "",
                        Duration.ofSeconds(3)),
                NOW);
        assertThat(checks.isAskedAt(CheckedStep.JOINING)).isFalse();
        assertThat(checks.isAskedAt(CheckedStep.ADMISSION)).isFalse();
        check(checks, visitor("alice", EVENT), null);
    }

    @Test
    void a_captcha_is_verified_where_it_was_issued() {
        JoinCheckService unreachable;
        try (StandInService issuer = StandInService.start()) {
            issuer.on("/siteverify", JoinCheckTest::siteVerify);
            JoinCheckService checks = captcha(issuer.url());
            check(checks, visitor("alice", EVENT), "human");
            refused(checks, visitor("alice", EVENT), "robot");
            refused(checks, visitor("alice", EVENT), null);
            unreachable = checks;
        }
        assertThatThrownBy(() -> check(unreachable, visitor("alice", EVENT), "human"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        unavailable -> assertThat(unavailable
                                        .problem()
                                        .type()
                                        .httpStatus()
                                        .value())
                                .isEqualTo(503));
    }

    private static JoinCheckService captcha(String issuer) {
        return service(
                new JoinCheckProperties(
                        JoinCheckProperties.Kind.CAPTCHA,
                        JoinCheckProperties.At.JOINING,
                        18,
                        Duration.ofMinutes(5),
                        URI.create(issuer + "/siteverify"),
                        "ours",
                        Duration.ofSeconds(3)),
                NOW);
    }

    private static void siteVerify(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        StandInService.respond(
                exchange, 200, "application/json", "{\"success\":" + form.equals("secret=ours&response=human") + "}");
    }
}

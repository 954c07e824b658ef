package dev.boxoffice.gateway.waitingroom.check;

import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// L7: asks whoever joins, or whose turn has come, for a sign that they are no bot, where it is switched on.
@Service
public class JoinCheckService {

    private final JoinCheckProperties properties;
    private final ProofOfWork work;
    private final CaptchaClient captchas;

    JoinCheckService(JoinCheckProperties properties, ProofOfWork work, CaptchaClient captchas) {
        this.properties = properties;
        this.work = work;
        this.captchas = captchas;
    }

    public boolean isAskedAt(CheckedStep step) {
        if (properties.kind() == JoinCheckProperties.Kind.NONE) {
            return false;
        }
        return switch (properties.at()) {
            case JOINING -> step == CheckedStep.JOINING;
            case ADMISSION -> step == CheckedStep.ADMISSION;
            case BOTH -> true;
        };
    }

    /// Joining: empty where the visitor's solution will do, or none is asked for; a `check-required` problem,
    /// which says what is asked, where it will not.
    public Mono<Void> checkJoining(WaitingRoomVisitor visitor) {
        return isSolved(visitor, CheckedStep.JOINING)
                .flatMap(
                        solved -> solved ? Mono.empty() : Mono.error(required(question(visitor, CheckedStep.JOINING))));
    }

    /// Whether the visitor's solution does for this step; true where none is asked for.
    public Mono<Boolean> isSolved(WaitingRoomVisitor visitor, CheckedStep step) {
        if (!isAskedAt(step)) {
            return Mono.just(true);
        }
        String solution = visitor.solution();
        return properties.kind() == JoinCheckProperties.Kind.CAPTCHA && solution != null
                ? captchas.verify(solution)
                : Mono.just(work.solves(visitor, step, solution));
    }

    /// What is asked of them.
    public Map<String, Object> question(WaitingRoomVisitor visitor, CheckedStep step) {
        return properties.kind() == JoinCheckProperties.Kind.CAPTCHA
                ? Map.of("kind", "CAPTCHA")
                : Map.of(
                        "kind",
                        "PROOF_OF_WORK",
                        "algorithm",
                        ProofOfWork.ALGORITHM,
                        "challenge",
                        work.challenge(visitor, step),
                        "bits",
                        properties.bits());
    }

    private static ProblemException required(Map<String, Object> check) {
        return Problem.of(ProblemTypes.CHECK_REQUIRED, "Join again with the solution of this check.")
                .with("check", check)
                .toException();
    }
}

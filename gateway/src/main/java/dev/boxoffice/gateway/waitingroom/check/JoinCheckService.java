package dev.boxoffice.gateway.waitingroom.check;

import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// L7: asks whoever joins for a sign that they are no bot, where it is switched on.
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

    public boolean isOn() {
        return properties.kind() != JoinCheckProperties.Kind.NONE;
    }

    /// Empty where `solution` will do; a `check-required` problem, which says what is asked, where it will not.
    public Mono<Void> check(WaitingRoomVisitor visitor, @Nullable String solution) {
        return switch (properties.kind()) {
            case NONE -> Mono.empty();
            case PROOF_OF_WORK -> work.solves(visitor, solution) ? Mono.empty() : Mono.error(work(visitor));
            case CAPTCHA ->
                (solution == null ? Mono.just(false) : captchas.verify(solution))
                        .flatMap(solved -> solved ? Mono.empty() : Mono.error(required(Map.of("kind", "CAPTCHA"))));
        };
    }

    private ProblemException work(WaitingRoomVisitor visitor) {
        return required(Map.of(
                "kind",
                "PROOF_OF_WORK",
                "algorithm",
                ProofOfWork.ALGORITHM,
                "challenge",
                work.challenge(visitor),
                "bits",
                properties.bits()));
    }

    private static ProblemException required(Map<String, Object> check) {
        return Problem.of(ProblemTypes.CHECK_REQUIRED, "Join again with the solution of this check.")
                .with("check", check)
                .toException();
    }
}

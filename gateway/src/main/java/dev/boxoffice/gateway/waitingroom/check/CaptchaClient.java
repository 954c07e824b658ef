package dev.boxoffice.gateway.waitingroom.check;

import dev.boxoffice.platform.problem.Problem;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Has a captcha's response verified by whoever issued it.
@Component
class CaptchaClient {

    private static final int LONGEST = 4_096;

    private final JoinCheckProperties properties;
    private final JsonMapper json;
    private final WebClient web = WebClient.create();

    CaptchaClient(JoinCheckProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
    }

    /// Where it cannot be asked nobody joins: 503.
    Mono<Boolean> verify(String response) {
        if (response.length() > LONGEST) {
            return Mono.just(false);
        }
        return web.post()
                .uri(Objects.requireNonNull(properties.captchaUrl()))
                .body(BodyInserters.fromFormData("secret", properties.captchaSecret())
                        .with("response", response))
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(properties.captchaTimeout())
                .map(body -> json.readTree(body).path("success").asBoolean(false))
                .onErrorMap(_ -> Problem.unavailable("The captcha cannot be verified right now.", Duration.ofSeconds(5))
                        .toException());
    }
}

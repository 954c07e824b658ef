package dev.boxoffice.standalone.operator;

import dev.boxoffice.client.ApiAnswer;
import dev.boxoffice.client.ApiClient;
import dev.boxoffice.client.UnexpectedAnswerException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The platform's API as an operator's program calls it.
final class OperatorClient {

    private final OperatorSettings settings;
    private Optional<String> token;

    OperatorClient(OperatorSettings settings) {
        this.settings = settings;
        this.token = settings.token();
    }

    JsonNode gateway(String method, String path, @Nullable Object body) {
        return accepted(method, path, signedIn(settings.gateway()).send(method, path, body));
    }

    /// Past the gateway, which does not route what is inside.
    JsonNode bookingService(String method, String path) {
        return accepted(method, path, signedIn(settings.booking()).send(method, path, null));
    }

    private ApiClient signedIn(URI address) {
        return ApiClient.at(address).withToken(token.orElseGet(this::standaloneToken));
    }

    /// A standalone platform signs one; everywhere else it comes from the identity provider.
    private String standaloneToken() {
        try {
            var signed = ApiClient.at(settings.gateway()).tokenOf("oscar", "operator");
            token = Optional.of(signed);
            return signed;
        } catch (UnexpectedAnswerException notStandalone) {
            throw new OperationRefusedException("set BOXOFFICE_TOKEN to an access token with the role operator ("
                    + notStandalone.getMessage() + ")");
        }
    }

    /// @throws Refused with the problem's own words
    private static JsonNode accepted(String method, String path, ApiAnswer answer) {
        if (answer.status() >= 300) {
            var reason = answer.isProblem() ? answer.problem().reason() : "no reason given";
            throw new OperationRefusedException(method + " " + path + " answered " + answer.status() + ": " + reason);
        }
        return answer.json();
    }
}

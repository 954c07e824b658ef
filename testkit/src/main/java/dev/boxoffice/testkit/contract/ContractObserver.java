package dev.boxoffice.testkit.contract;

import dev.boxoffice.client.AnswerObserver;
import dev.boxoffice.client.ApiAnswer;

/// Holds whatever an [dev.boxoffice.client.ApiClient] is answered in a test against the contract; found by
/// [java.util.ServiceLoader].
public final class ContractObserver implements AnswerObserver {

    @Override
    public void answered(String method, String path, ApiAnswer answer) {
        ContractValidator.shared()
                .check(new ObservedAnswer(
                        method,
                        path.split("\\?", 2)[0],
                        answer.status(),
                        answer.headers().map(),
                        ObservedAnswer.text(answer.body(), answer.header("Content-Encoding"))));
    }
}

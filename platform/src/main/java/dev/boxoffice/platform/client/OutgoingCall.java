package dev.boxoffice.platform.client;

import io.micrometer.observation.Observation;

/// One call under way. Used by one thread at a time.
public final class OutgoingCall implements AutoCloseable {

    private final Observation observation;
    private String status = "CLIENT_ERROR"; // Spring's word for "no answer"
    private String outcome = "UNKNOWN";
    private String exception = "none";

    OutgoingCall(Observation observation) {
        this.observation = observation;
    }

    /// @param statusCode of the answer
    public void answered(int statusCode) {
        status = Integer.toString(statusCode);
        outcome = switch (statusCode / 100) {
            case 1 -> "INFORMATIONAL";
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            case 5 -> "SERVER_ERROR";
            default -> "UNKNOWN";
        };
    }

    /// @param failure why there is no answer, or none that can be used
    public void failed(Throwable failure) {
        exception = failure.getClass().getSimpleName();
        observation.error(failure);
    }

    /// Records it. What was neither [#answered] nor [#failed] counts as unanswered.
    @Override
    public void close() {
        observation
                .lowCardinalityKeyValue("status", status)
                .lowCardinalityKeyValue("outcome", outcome)
                .lowCardinalityKeyValue("exception", exception)
                .stop();
    }
}

package dev.boxoffice.gateway.waitingroom.estimate;

/// How long somebody will wait, in all likelihood.
public record WaitEstimate(long fromSeconds, long toSeconds) {

    /// One number for whoever wants one.
    public long middleSeconds() {
        return (fromSeconds + toSeconds + 1) / 2;
    }
}

package dev.boxoffice.platform.readiness;

/// Something a process must have reached once before it is asked anything: a wrong address or password then stops a
/// rollout. What is lost later does not withdraw it, for every instance would go at once.
///
/// @param name as the log calls it
/// @param attempt returns where it was reached, and fails with the reason where it was not
public record FirstContact(String name, Attempt attempt) {

    /// One try; its own timeouts bound it.
    @FunctionalInterface
    public interface Attempt {
        void run() throws Exception;
    }
}

package dev.boxoffice.client;

/// Sees every answer that an [ApiClient] in this process gets, before its caller does; found by
/// [java.util.ServiceLoader]. What it throws reaches the caller: a test that gets an answer the contract does not
/// know fails there.
@FunctionalInterface
public interface AnswerObserver {

    /// @param path with its query, as it was asked for
    void answered(String method, String path, ApiAnswer answer);
}

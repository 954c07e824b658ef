package dev.boxoffice.search.index;

/// Elasticsearch does not answer, or has no index to answer from; the same call may succeed later.
public final class IndexUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IndexUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public IndexUnavailableException(String message) {
        super(message);
    }
}

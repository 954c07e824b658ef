package dev.boxoffice.standalone.launcher;

/// Why the platform cannot start here, in one line that says what to do.
final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefused(String reason) {
        super(reason);
    }
}

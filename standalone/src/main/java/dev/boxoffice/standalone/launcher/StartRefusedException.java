package dev.boxoffice.standalone.launcher;

/// Why the platform cannot start here, in one line that says what to do.
final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefusedException(String reason) {
        super(reason);
    }
}

package dev.boxoffice.standalone.operator;

/// The platform, or the command line, says no; the message is for the operator.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
        super(message);
    }
}

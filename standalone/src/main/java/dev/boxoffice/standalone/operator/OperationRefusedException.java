package dev.boxoffice.standalone.operator;

/// The platform, or the command line, says no; the message is for the operator.
final class OperationRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OperationRefusedException(String message) {
        super(message);
    }
}

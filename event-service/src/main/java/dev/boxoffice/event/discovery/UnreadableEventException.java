package dev.boxoffice.event.discovery;

/// Why an event cannot be taken over, in words for the person who sent the file.
final class UnreadableEventException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableEventException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

package dev.boxoffice.event.discovery;

/// Why an event cannot be taken over, in words for the person who sent the file.
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

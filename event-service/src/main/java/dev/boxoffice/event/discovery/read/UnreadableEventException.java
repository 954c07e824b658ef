package dev.boxoffice.event.discovery.read;

/// Why an event cannot be taken over, in words for the person who sent the file.
public final class UnreadableEventException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}

package dev.boxoffice.support.triage.routing;

/// Why a text is no routing condition, in words for the person who wrote it.
final class UnreadableConditionException extends Exception {
    UnreadableConditionException(String message) {
        super(message);
    }
}

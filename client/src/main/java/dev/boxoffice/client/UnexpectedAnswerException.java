package dev.boxoffice.client;

/// The platform answered something else than the caller can go on with.
public final class UnexpectedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ApiAnswer answer;

    UnexpectedAnswerException(ApiAnswer answer, String wanted) {
        super(answer.status() + " " + answer.text() + " instead of " + wanted);
        this.answer = answer;
    }

    /// Status and problem, the same for all refusals of one kind.
    public String kind() {
        return (answer.status() + " " + answer.problemName()).strip();
    }
}

package dev.boxoffice.event.revision;

/// What became of an edit of something that an organization owns.
public sealed interface Revision<T> {
    record Revised<T>(T current) implements Revision<T> {}

    record NotFound<T>() implements Revision<T> {}

    record NotTheOwner<T>() implements Revision<T> {}
}

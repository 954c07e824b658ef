package dev.boxoffice.search.index;

/// A document and the external version that orders it among all copies of the same event.
public record VersionedDocument(EventDocument document, long version) {

    public String id() {
        return document.eventId();
    }
}

package dev.boxoffice.search.source;

import dev.boxoffice.search.index.VersionedDocument;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Documents made by one read of the catalogue.
///
/// @param unreadable events that no document could be made of
/// @param snapshot what the reading saw, at least
public record DocumentBatch(
        List<VersionedDocument> documents, List<Unreadable> unreadable, TransactionSnapshot snapshot) {

    /// This reading and a later one.
    public DocumentBatch and(DocumentBatch later) {
        return new DocumentBatch(
                Stream.concat(documents.stream(), later.documents.stream()).toList(),
                Stream.concat(unreadable.stream(), later.unreadable.stream()).toList(),
                snapshot);
    }

    public record Unreadable(UUID eventId, String reason) {}
}

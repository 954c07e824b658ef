package dev.boxoffice.search.index;

import java.util.List;
import java.util.stream.Stream;

/// What became of a batch of documents.
///
/// @param superseded how many were older than what the index already had
/// @param refused documents Elasticsearch will never take as they are
/// @param liveIndexMissing whether the alias leads nowhere
public record IndexWriteResult(int written, int superseded, List<Refused> refused, boolean liveIndexMissing) {

    IndexWriteResult and(IndexWriteResult other) {
        return new IndexWriteResult(
                written + other.written,
                superseded + other.superseded,
                Stream.concat(refused.stream(), other.refused.stream()).toList(),
                liveIndexMissing || other.liveIndexMissing);
    }

    public record Refused(String eventId, String reason) {}
}

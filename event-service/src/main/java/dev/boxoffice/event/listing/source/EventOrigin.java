package dev.boxoffice.event.listing.source;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/// Where a listing comes from; when its importer takes the same one again, it finds the event it made.
///
/// @param name of the source
/// @param id by which the source knows it
/// @param url where the source has it
@Embeddable
public record EventOrigin(
        @Column(name = "source") String name,
        @Column(name = "source_id") String id,
        @Column(name = "source_url") @Nullable String url) {}

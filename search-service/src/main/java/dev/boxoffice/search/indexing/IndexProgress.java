package dev.boxoffice.search.indexing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far the active reader has come, as it last wrote.
///
/// @param indexedAt everything committed before it is in the index
/// @param beatAt when the reader last gave a sign of life
record IndexProgress(@Nullable Instant indexedAt, @Nullable Instant beatAt) {}

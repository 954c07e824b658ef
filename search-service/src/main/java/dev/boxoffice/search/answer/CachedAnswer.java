package dev.boxoffice.search.answer;

import org.jspecify.annotations.Nullable;

/// What the cache has for a question.
///
/// @param generation of the index, as known when it was looked up
/// @param body null when there is no answer, or one of an older generation
record CachedAnswer(String generation, @Nullable String body) {}

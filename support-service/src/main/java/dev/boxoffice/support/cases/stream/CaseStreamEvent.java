package dev.boxoffice.support.cases.stream;

import org.jspecify.annotations.Nullable;

/// An event of a stream.
///
/// @param id the case's version; null for a heartbeat
record CaseStreamEvent(String name, @Nullable String id, Object data) {}

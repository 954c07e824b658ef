package dev.boxoffice.support.cases.list;

import org.jspecify.annotations.Nullable;

/// A row of a list as it is stored, with the name that must be masked in it.
///
/// @param sortKey what it was sorted by, for the cursor that continues after it
public record ListedCase(CaseListItem item, @Nullable String reporterName, String sortKey) {}

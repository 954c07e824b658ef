package dev.boxoffice.support.cases.list;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of a list as it is stored, with the name that must be masked in it.
///
/// @param saidLast id of the message that was said last, by whichever side; null where nobody has spoken yet
/// @param sortKey what it was sorted by, for the cursor that continues after it
public record ListedCase(
        CaseListItem item,
        @Nullable String reporterName,
        @Nullable UUID saidLast,
        String sortKey) {}

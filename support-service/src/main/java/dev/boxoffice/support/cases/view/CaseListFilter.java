package dev.boxoffice.support.cases.view;

import dev.boxoffice.support.cases.data.CaseStatus;
import org.jspecify.annotations.Nullable;

/// Which cases are listed: null asks for nothing.
record CaseListFilter(
        @Nullable String reporter,
        @Nullable CaseStatus status,
        @Nullable String queue) {}

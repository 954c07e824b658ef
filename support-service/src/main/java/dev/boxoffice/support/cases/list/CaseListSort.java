package dev.boxoffice.support.cases.list;

import dev.boxoffice.platform.problem.FieldErrors;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a list is sorted; the id settles what is equal, so that a cursor knows its place.
enum CaseListSort {
    NEWEST("createdAt,desc", "created_at", "timestamptz", false),
    OLDEST("createdAt,asc", "created_at", "timestamptz", true),
    /// The next promise that will be broken, first.
    DUE("dueAt,asc", "coalesce(earliest, due_at)", "timestamptz", true),
    LATEST_DUE("dueAt,desc", "coalesce(earliest, due_at)", "timestamptz", false),
    UPDATED("lastUpdated,desc", "updated_at", "timestamptz", false),
    STALE("lastUpdated,asc", "updated_at", "timestamptz", true),
    /// Within a severity by the next promise.
    SEVERITY(
            "severity,asc",
            "(severity * 100000000000000 + cast(extract(epoch from coalesce(earliest, due_at)) * 1000 as bigint))",
            "bigint",
            true);

    private final String name;
    private final String key;
    private final String type;
    private final boolean ascending;

    CaseListSort(String name, String key, String type, boolean ascending) {
        this.name = name;
        this.key = key;
        this.type = type;
        this.ascending = ascending;
    }

    static CaseListSort named(@Nullable String wanted) {
        if (wanted == null || wanted.isBlank()) {
            return NEWEST;
        }
        return Arrays.stream(values())
                .filter(sort -> sort.name.equals(wanted.strip()))
                .findFirst()
                .orElseThrow(() -> FieldErrors.single(
                        "sort",
                        "must be one of "
                                + Arrays.stream(values()).map(sort -> sort.name).collect(Collectors.joining("; "))));
    }

    String key() {
        return key;
    }

    String order() {
        var direction = ascending ? "asc" : "desc";
        return key + " " + direction + ", id " + direction;
    }

    /// True of what comes after the cursor.
    String after() {
        return "(%s, id) %s (cast(:afterKey as %s), cast(:afterId as uuid))"
                .formatted(key, ascending ? ">" : "<", type);
    }
}

package dev.boxoffice.platform.servlet.web;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import org.jspecify.annotations.Nullable;

/// Entity tags of versioned resources, and the check that an edit was made on what is stored (RFC 9110, 13.1.1).
public final class EntityTag {

    private EntityTag() {}

    public static String of(long version) {
        return "\"v" + version + "\"";
    }

    /// @throws ProblemException 428 when no version was named, 412 when it is not the stored one
    public static void requireMatch(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(ProblemTypes.PRECONDITION_REQUIRED, "Send If-Match with the ETag you read.")
                    .toException();
        }
        var current = of(version);
        for (var candidate : ifMatch.split(",")) {
            var tag = candidate.strip();
            if (tag.equals("*") || tag.equals(current)) {
                return;
            }
        }
        throw Problem.of(ProblemTypes.PRECONDITION_FAILED, "It has changed since you read it. Read it again.")
                .header("ETag", current)
                .toException();
    }
}

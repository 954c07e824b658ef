package dev.boxoffice.support.incident.view;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads ids that a request names, and collects which are none.
final class IncidentIds {

    private IncidentIds() {}

    /// @throws ProblemException 422 naming each that is no id
    static List<UUID> readAll(List<String> texts, FieldErrors errors) {
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < texts.size(); i++) {
            var read = read(texts.get(i), "caseIds[" + i + "]", errors);
            if (read != null) {
                ids.add(read);
            }
        }
        errors.throwIfAny();
        return ids;
    }

    static @Nullable UUID read(@Nullable String text, String field, FieldErrors errors) {
        if (text == null) {
            return null;
        }
        var read = TimeOrderedId.parse(text).orElse(null);
        errors.rejectIf(read == null, field, "is no id");
        return read;
    }
}

package dev.boxoffice.support.cases.list;

import dev.boxoffice.platform.input.Rfc3339;
import dev.boxoffice.platform.problem.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a list goes on: behind the row with this key and id. It names its sort, so that it fits no other.
record CaseListCursor(CaseListSort sort, String key, UUID id) {

    private static final int MAX_LENGTH = 200;

    String text() {
        var plain = sort.name() + "|" + key + "|" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable CaseListCursor read(@Nullable String text, CaseListSort sort) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            if (text.length() <= MAX_LENGTH) {
                var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", -1);
                if (parts.length == 3 && parts[0].equals(sort.name()) && isKey(parts[1], sort)) {
                    return new CaseListCursor(sort, parts[1], UUID.fromString(parts[2]));
                }
            }
        } catch (IllegalArgumentException | DateTimeParseException unreadable) {
            // answered below
        }
        throw FieldErrors.single("cursor", "is none that this list gave, in this order");
    }

    private static boolean isKey(String text, CaseListSort sort) {
        return sort == CaseListSort.SEVERITY ? text.matches("\\d{1,18}") : Rfc3339.covers(Instant.parse(text));
    }
}

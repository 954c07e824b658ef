package dev.boxoffice.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A refusal as [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) has it.
public record ApiProblem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        String traceId,
        List<FieldError> errors) {

    /// What is wrong with one field of the request.
    public record FieldError(String field, String message) {}

    public ApiProblem(
            @Nullable String type,
            @Nullable String title,
            int status,
            @Nullable String detail,
            @Nullable String instance,
            @Nullable String traceId,
            @Nullable List<FieldError> errors) {
        this.type = type == null ? "about:blank" : type;
        this.title = title == null ? "" : title;
        this.status = status;
        this.detail = detail;
        this.instance = instance;
        this.traceId = traceId == null ? "" : traceId;
        this.errors = errors == null ? List.of() : List.copyOf(errors);
    }

    /// The last part of the type: `seat-taken` of `/problems/seat-taken`.
    public String name() {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /// The fields that a validation names.
    public List<String> fields() {
        return errors.stream().map(FieldError::field).toList();
    }

    /// What to tell a human.
    public String reason() {
        return detail == null ? title : detail;
    }
}

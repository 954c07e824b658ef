package dev.boxoffice.platform.servlet.audit;

/// An append-only table whose rows are sealed: it has an `id` that grows, and in `tx` the transaction that
/// wrote the row.
///
/// @param schema its seals are `audit_seal` there
/// @param columns every column that must not change, as SQL expressions that read the same at all times
public record SealedTable(String schema, String name, String columns) {

    static SealedTable auditOf(String schema) {
        return new SealedTable(
                schema,
                schema + ".audit_entry",
                "id, extract(epoch from at), actor, role, action, object_type, object_id, event_id, organization_id, subject, "
                        + "details, request_id");
    }
}

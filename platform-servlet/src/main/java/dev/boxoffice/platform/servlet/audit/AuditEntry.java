package dev.boxoffice.platform.servlet.audit;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change of money, a seat or a right. Who made it, when and in which request is added as it is written.
///
/// @param action what happened, in the past: `PRICES_CHANGED`
/// @param objectType what it happened to: `event`, `booking`, `organization`, …
/// @param organization whose it is, where it is no event's
/// @param subject whose money, seat or right it is
/// @param details what it was before and is now; never a person's name or address, since it stays for ever
public record AuditEntry(
        String action,
        String objectType,
        String objectId,
        @Nullable UUID event,
        @Nullable UUID organization,
        @Nullable String subject,
        Map<String, ?> details) {

    public static AuditEntry ofEvent(String action, UUID event, Map<String, ?> details) {
        return new AuditEntry(action, "event", event.toString(), event, null, null, details);
    }

    /// Of something that belongs to an event.
    public static AuditEntry within(
            UUID event,
            String action,
            String objectType,
            String objectId,
            @Nullable String subject,
            Map<String, ?> details) {
        return new AuditEntry(action, objectType, objectId, event, null, subject, details);
    }

    public static AuditEntry ofOrganization(
            UUID organization,
            String action,
            String objectType,
            String objectId,
            @Nullable String subject,
            Map<String, ?> details) {
        return new AuditEntry(action, objectType, objectId, null, organization, subject, details);
    }
}

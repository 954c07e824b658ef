package dev.boxoffice.platform.servlet.audit;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Adds to the audit of a service, in the transaction that acts. The database refuses to change what is
/// there.
///
/// Entries name people by rows of `audit_person`, so that a person can be forgotten without a change of the
/// audit.
public final class AuditRepository {

    /// Whoever acts where nobody has called: background work.
    static final String SYSTEM = "system";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final String schema;
    private final Supplier<Optional<Caller>> caller;

    AuditRepository(JdbcClient jdbc, JsonMapper json, Clock clock, String schema, Supplier<Optional<Caller>> caller) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.schema = schema;
        this.caller = caller;
    }

    /// @throws IllegalStateException outside a transaction: it could tell of something that never was
    public void append(AuditEntry entry) {
        var actor = caller.get();
        insert(
                entry,
                null,
                clock.instant(),
                actor.map(Caller::subject).orElse(null),
                actor.map(AuditRepository::roleOf).orElse(SYSTEM),
                MDC.get("requestId"));
    }

    /// The same for what was done elsewhere, and is told here.
    public void append(AuditEntry entry, AuditOrigin origin) {
        insert(entry, origin.id(), origin.at(), origin.actor(), origin.role(), origin.requestId());
    }

    private void insert(
            AuditEntry entry,
            @Nullable UUID id,
            Instant at,
            @Nullable String actor,
            String role,
            @Nullable String requestId) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an audit entry needs the transaction that makes it true");
        }
        jdbc.sql("""
                        insert into %1$s.audit_entry
                            (id, at, actor, role, action, object_type, object_id, event_id, organization_id, subject, details, request_id)
                        values (coalesce(:id, uuidv7()), :at, %1$s.audit_person_of(:actor), :role, :action, :objectType, :objectId, :event, :organization,
                            %1$s.audit_person_of(:subject), :details::jsonb, :request)
                        on conflict (id) do nothing
                        """.formatted(schema))
                .param("id", id, Types.OTHER)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor, Types.VARCHAR)
                .param("role", role)
                .param("action", entry.action())
                .param("objectType", entry.objectType())
                .param("objectId", entry.objectId())
                .param("event", entry.event(), Types.OTHER)
                .param("organization", entry.organization(), Types.OTHER)
                .param("subject", entry.subject(), Types.VARCHAR)
                .param("details", json.writeValueAsString(entry.details()))
                .param("request", requestId, Types.VARCHAR)
                .update();
    }

    /// The one that allows most: whoever has it acts by it.
    private static String roleOf(Caller caller) {
        return caller.roles().stream()
                .max(Comparator.naturalOrder())
                .orElse(Role.BUYER)
                .claim();
    }
}

package dev.boxoffice.support.incident;

import dev.boxoffice.support.Rows;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.cases.SupportCase;
import dev.boxoffice.support.incident.Incident.Origin;
import dev.boxoffice.support.incident.Incident.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Sees that many cases have one cause.
///
/// It looks after a case is committed: of ten cases taken in at the same moment none sees the others before, but
/// whichever looks last sees them all. Should a process die in between, a sweep looks again.
@Service
public class Detection {

    private record Look(
            Scope scope,
            String column,
            String fingerprint,
            @Nullable UUID scopeId) {}

    private final Members members;
    private final Incidents incidents;
    private final IncidentOpening opening;
    private final Membership membership;
    private final Surroundings surroundings;

    /// Database and limits.
    @org.springframework.stereotype.Component
    record Surroundings(JdbcClient jdbc, TransactionTemplate transactions, SupportProperties properties) {}

    Detection(
            Members members,
            Incidents incidents,
            IncidentOpening opening,
            Membership membership,
            Surroundings surroundings) {
        this.members = members;
        this.incidents = incidents;
        this.opening = opening;
        this.membership = membership;
        this.surroundings = surroundings;
    }

    /// Call it once the case is committed. The narrowest scope that reaches the threshold gets the incident.
    ///
    /// @return whether the case became a member by it
    public boolean lookAround(SupportCase committed, Instant now) {
        return committed.placement().incidentId() == null
                && looksAt(committed).stream()
                        .anyMatch(look -> joinedOpenIncident(look, now) || raised(committed, look, now));
    }

    private static List<Look> looksAt(SupportCase committed) {
        var report = committed.report();
        var prints = dev.boxoffice.support.cases.Fingerprints.of(
                report, committed.judgement().category());
        var looks = new ArrayList<Look>();
        if (prints.booking() != null) {
            looks.add(new Look(Scope.BOOKING, "print_booking", prints.booking(), report.bookingId()));
        }
        if (prints.event() != null) {
            looks.add(new Look(Scope.EVENT, "print_event", prints.event(), report.eventId()));
        }
        if (prints.platform() != null) {
            looks.add(new Look(Scope.PLATFORM, "print_platform", prints.platform(), null));
        }
        return looks;
    }

    /// It was opened while this case was being taken in, so neither saw the other.
    private boolean joinedOpenIncident(Look look, Instant now) {
        var open = surroundings
                .jdbc()
                .sql(
                        "select id from support.incident where fingerprint = ? and status in ('SUSPECTED', 'ACKNOWLEDGED')")
                .param(look.fingerprint())
                .query(UUID.class)
                .optional();
        return open.isPresent()
                && Boolean.TRUE.equals(surroundings
                        .transactions()
                        .execute(_ -> incidents
                                .tryLockToJoin(open.get())
                                .filter(incident -> incident.status().isOpen())
                                .map(incident -> {
                                    var since = now.minus(
                                            surroundings.properties().incident().window());
                                    membership.join(
                                            incident,
                                            members.lockUnattached(look.column(), look.fingerprint(), since),
                                            AuditTrail.DESK,
                                            now);
                                    return true;
                                })
                                .orElse(false)));
    }

    private boolean raised(SupportCase committed, Look look, Instant now) {
        var limits = surroundings.properties().incident();
        var since = now.minus(limits.window());
        if (members.countUnattached(look.column(), look.fingerprint(), since, limits.threshold())
                < limits.threshold()) {
            return false;
        }
        return Boolean.TRUE.equals(surroundings
                .transactions()
                .execute(_ -> opening.open(subject(committed, look), Origin.DETECTED, AuditTrail.DESK, now)
                        .map(incident -> membership.join(
                                incident,
                                members.lockUnattached(look.column(), look.fingerprint(), since),
                                AuditTrail.DESK,
                                now))
                        .isPresent()));
    }

    private static IncidentOpening.Subject subject(SupportCase seed, Look look) {
        var report = seed.report();
        return new IncidentOpening.Subject(
                look.fingerprint(),
                look.scope(),
                look.scopeId(),
                seed.judgement().category(),
                report.errorCode(),
                title(seed, look),
                seed.judgement().severity());
    }

    private static String title(SupportCase seed, Look look) {
        var code = seed.report().errorCode() == null ? "" : " (" + seed.report().errorCode() + ")";
        return seed.judgement().category() + code + ", many reports at "
                + look.scope().name().toLowerCase(java.util.Locale.ROOT) + " scope";
    }

    /// Cases whose look-around never happened: one of each fingerprint that is over the threshold or has an incident.
    List<UUID> missed(Instant now) {
        var limits = surroundings.properties().incident();
        return surroundings
                .jdbc()
                .sql("""
                        with alone as (
                            select id, unnest(array[print_booking, print_event, print_platform]) as print
                              from support.support_case
                             where incident_id is null and created_at > :since and print_platform is not null
                               and status not in ('RESOLVED', 'CLOSED')
                        )
                        select cast(max(cast(id as text)) as uuid) from alone
                         where print is not null group by print
                        having count(*) >= :threshold
                            or exists (select 1 from support.incident i
                                        where i.fingerprint = alone.print and i.status in ('SUSPECTED', 'ACKNOWLEDGED'))
                        """)
                .param("since", UtcTime.of(now.minus(limits.window())))
                .param("threshold", limits.threshold())
                .query(Rows.ID)
                .list();
    }
}

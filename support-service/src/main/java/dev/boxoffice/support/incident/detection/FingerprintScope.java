package dev.boxoffice.support.incident.detection;

import dev.boxoffice.support.cases.data.CaseFingerprints;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One of a case's fingerprints, and what it is limited to.
record FingerprintScope(
        Incident.Scope scope, String fingerprint, @Nullable UUID scopeId) {

    /// Narrowest scope first.
    static List<FingerprintScope> of(SupportCase supportCase) {
        var report = supportCase.report();
        var fingerprints = CaseFingerprints.of(report, supportCase.assessment().category());
        var scopes = new ArrayList<FingerprintScope>();
        if (fingerprints.booking() != null) {
            scopes.add(new FingerprintScope(Incident.Scope.BOOKING, fingerprints.booking(), report.bookingId()));
        }
        if (fingerprints.event() != null) {
            scopes.add(new FingerprintScope(Incident.Scope.EVENT, fingerprints.event(), report.eventId()));
        }
        if (fingerprints.platform() != null) {
            scopes.add(new FingerprintScope(Incident.Scope.PLATFORM, fingerprints.platform(), null));
        }
        return scopes;
    }

    /// An incident of this scope, as its first case describes it.
    IncidentSubject subject(SupportCase first) {
        var category = first.assessment().category();
        var code = first.report().errorCode();
        var title = category + (code == null ? "" : " (" + code + ")") + ", many reports at "
                + scope.name().toLowerCase(Locale.ROOT) + " scope";
        return new IncidentSubject(
                fingerprint,
                scope,
                scopeId,
                category,
                code,
                title,
                first.assessment().severity());
    }
}

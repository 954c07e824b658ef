package dev.boxoffice.support.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Seals the histories, and says whether they still match.
@Service
class AuditSealService {

    private final AuditSealRepository seals;

    AuditSealService(AuditSealRepository seals) {
        this.seals = seals;
    }

    @Transactional
    public void seal(Instant now) {
        seals.lock();
        seals.sealAfter(seals.findLast().orElseGet(() -> AuditSealRepository.none(now)), now);
    }

    AuditVerification verify(Instant now) {
        var before = AuditSealRepository.none(now);
        var entries = 0L;
        @Nullable Instant brokenAt = null;
        var all = seals.findAll();
        for (var seal : all) {
            if (brokenAt == null && !seals.hashNow(before, seal).equals(seal.hash())) {
                brokenAt = seal.sealedAt();
            }
            entries += seal.entries();
            before = seal;
        }
        return new AuditVerification(
                brokenAt == null,
                all.size(),
                entries,
                all.isEmpty() ? null : before.hash(),
                all.isEmpty() ? null : before.sealedAt(),
                brokenAt);
    }
}

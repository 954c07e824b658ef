package dev.boxoffice.platform.servlet.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/// Seals what must not change, and says whether it still matches.
public class AuditSealService {

    private final AuditSealRepository seals;

    public AuditSealService(AuditSealRepository seals) {
        this.seals = seals;
    }

    @Transactional
    public void seal(Instant now) {
        seals.lock();
        seals.sealAfter(seals.findLast().orElseGet(() -> AuditSealRepository.none(now)), now);
    }

    public AuditVerification verify(Instant now) {
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

package dev.boxoffice.booking.seats;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How Redis's copy of the tickets is kept and repaired.
///
/// @param poll pause between two looks at what is left to repair
/// @param repairAfter a change that has not reached Redis after this long is repaired
/// @param batch most changes repaired in one transaction
/// @param rebuildChunk most tickets sent in one call, of a rebuild or a large booking: no script keeps Redis long
/// @param rebuildLease how long a rebuild may take before another instance tries
/// @param rebuildWait how long a reserve waits for a rebuild
/// @param admissionMemory how long a used admission stays used; longer than any admission lives
@ConfigurationProperties("boxoffice.mirror")
public record MirrorProperties(
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("1s") Duration repairAfter,
        @DefaultValue("200") int batch,
        @DefaultValue("50") int rebuildChunk,
        @DefaultValue("10s") Duration rebuildLease,
        @DefaultValue("3s") Duration rebuildWait,
        @DefaultValue("24h") Duration admissionMemory) {

    public MirrorProperties {
        if (rebuildChunk < 1) {
            throw new IllegalArgumentException("boxoffice.mirror.rebuild-chunk must be at least 1");
        }
    }
}

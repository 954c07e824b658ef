package dev.boxoffice.booking.hold.store;

import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldProperties;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Ends holds in Redis, and begins to have them paid, each by one call; empty answers mean that Redis is out.
@Component
public class HoldStore {

    private final ReleaseScript release;
    private final BeginClaimScript beginClaim;
    private final HoldProperties properties;

    HoldStore(ReleaseScript release, BeginClaimScript beginClaim, HoldProperties properties) {
        this.release = release;
        this.beginClaim = beginClaim;
        this.properties = properties;
    }

    /// Because its buyer asks: not while its seats are being paid for.
    public Optional<ReleaseReply> release(Hold hold) {
        return release.run(new ReleaseScript.Command(hold, true));
    }

    /// Because it is over, and nothing of it is being paid for.
    public void end(Hold hold) {
        release.run(new ReleaseScript.Command(hold, false));
    }

    /// Keeps the hold alive for the moment that the claim in Postgres takes.
    ///
    /// @param declines null where they were looked at before
    public Optional<HoldStanding> beginClaim(Hold hold, @Nullable DeclineLimit declines) {
        return beginClaim.run(new BeginClaimScript.Command(hold, properties.claimGrace(), declines));
    }
}

package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.commit.GroupCommit;
import dev.boxoffice.booking.commit.GroupCommitProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// Claims of one event that come at once are written together.
@Service
class GroupClaimService {

    private final GroupClaimRepository groups;
    private final GroupCommit<UUID, NewClaim, Optional<ClaimRow>> commits;

    GroupClaimService(
            SeatClaimRepository claims,
            GroupClaimRepository groups,
            GroupCommitProperties limits,
            MeterRegistry metrics) {
        this.groups = groups;
        this.commits = new GroupCommit<>(
                limits, NewClaim::wanted, claim -> claims.claim(claim, false), this::together, metrics, "claim");
    }

    /// Empty where its code has been used as often as it may be.
    Optional<ClaimRow> claim(NewClaim claim) {
        return commits.call(claim.hold().event(), claim);
    }

    private Map<NewClaim, Optional<ClaimRow>> together(UUID event, List<NewClaim> claims) {
        var made = groups.claim(event, claims);
        return claims.stream()
                .filter(claim -> made.contains(claim.booking()))
                .collect(Collectors.toMap(claim -> claim, claim -> Optional.of(ClaimRow.made(claim))));
    }
}

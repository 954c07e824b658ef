package dev.boxoffice.booking.commit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How holds, claims, and payments that succeeded are written together when they come at once.
///
/// @param most at most so many in one statement or call; 1 has each written alone
/// @param patience how long one waits for those of the same event before it, then it is written alone
@ConfigurationProperties("boxoffice.group-commit")
public record GroupCommitProperties(
        @DefaultValue("32") int most, @DefaultValue("250ms") Duration patience) {

    public GroupCommitProperties {
        if (most < 1) {
            throw new IllegalArgumentException("boxoffice.group-commit.most must be at least 1");
        }
    }

    /// Where no more than so many may go together.
    public GroupCommitProperties atMost(int fewer) {
        return new GroupCommitProperties(Math.min(most, fewer), patience);
    }
}

package dev.boxoffice.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/// The checkout that the tests run in, whichever module's folder is the current one.
public final class ProjectRoot {
    private ProjectRoot() {}

    public static Path path() {
        for (var candidate = Path.of("").toAbsolutePath(); candidate != null; candidate = candidate.getParent()) {
            if (Files.exists(candidate.resolve("contracts/postgres/bootstrap.sql"))) {
                return candidate;
            }
        }
        throw new IllegalStateException("Run the tests from inside the Boxoffice checkout");
    }
}

package dev.boxoffice.deploy.pretend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What happens in the cluster, and when, for whoever reads a run afterwards.
///
/// @param began by the clock that never goes back
record ClusterLog(Path file, long began) {

    static ClusterLog in(Path folder) {
        return new ClusterLog(folder.resolve("cluster.log"), System.nanoTime());
    }

    void tell(String what) {
        var line = "%6.1f s  %s%n".formatted((System.nanoTime() - began) / 1e9, what);
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.getLogger("pretend-cluster").log(System.Logger.Level.INFO, line.strip());
    }
}

package dev.boxoffice.deploy.pretend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What pods may use, as the kernel holds them to it: control groups of either version, where this machine lets us
/// make some.
///
/// @param folders of this cluster: one, or for version 1 those of memory and processors; none where it does not
record ControlGroups(List<Path> folders) {

    private static final Path ALL = Path.of("/sys/fs/cgroup");

    static ControlGroups make() {
        var name = "boxoffice-" + UUID.randomUUID();
        try {
            if (Files.exists(ALL.resolve("cgroup.controllers"))) {
                Files.writeString(ALL.resolve("cgroup.subtree_control"), "+memory +cpu");
                var group = Files.createDirectory(ALL.resolve(name));
                Files.writeString(group.resolve("cgroup.subtree_control"), "+memory +cpu");
                return new ControlGroups(List.of(group));
            }
            return new ControlGroups(List.of(
                    Files.createDirectory(ALL.resolve("memory").resolve(name)),
                    Files.createDirectory(ALL.resolve("cpu").resolve(name))));
        } catch (IOException _) {
            return new ControlGroups(List.of());
        }
    }

    boolean areGiven() {
        return !folders.isEmpty();
    }

    /// One pod's, to which a process adds itself.
    List<Path> ofPod(String pod, int mebibytes, int milliCores) {
        var groups = new ArrayList<Path>();
        try {
            for (var folder : folders) {
                var group = Files.createDirectories(folder.resolve(pod));
                groups.add(group);
                var bytes = Long.toString(mebibytes * 1024L * 1024L);
                set(group.resolve("memory.max"), bytes);
                set(group.resolve("memory.limit_in_bytes"), bytes);
                // As the kubelet translates a request: 1024 shares a processor; 100 is the newer scale's own default.
                set(group.resolve("cpu.shares"), Integer.toString(Math.max(2, milliCores * 1024 / 1000)));
                set(group.resolve("cpu.weight"), Integer.toString(Math.max(1, milliCores / 10)));
            }
            return groups;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void set(Path file, String value) throws IOException {
        if (Files.exists(file)) {
            Files.writeString(file, value);
        }
    }
}

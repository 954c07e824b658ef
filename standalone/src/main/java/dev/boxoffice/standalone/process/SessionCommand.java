package dev.boxoffice.standalone.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Commands that start another one in a session of its own, out of reach of the terminal's `Ctrl-C`.
final class SessionCommand {
    private SessionCommand() {}

    /// `setsid` on Linux; macOS has none, but always has Perl. Both replace themselves, so the process id stays.
    static List<String> prefix() {
        if (find("setsid").isPresent()) {
            return List.of("setsid");
        }
        if (find("perl").isPresent()) {
            return List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die");
        }
        return List.of();
    }

    static Optional<Path> find(String program) {
        var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        for (var directory : path.split(File.pathSeparator, -1)) {
            var candidate = Path.of(directory.isEmpty() ? "." : directory, program);
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}

package dev.boxoffice.standalone.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What to run: a command, what it finds in its environment, and where its output goes.
public record Program(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        OsAccount account,
        StopSignal stopSignal) {
    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public static Program of(String name, List<String> command, Path directory, Path log) {
        return new Program(name, command, Map.of(), directory, log, OsAccount.SELF, StopSignal.TERM);
    }

    public Program as(OsAccount other) {
        return new Program(name, command, environment, directory, log, other, stopSignal);
    }

    public Program with(Map<String, String> otherEnvironment) {
        return new Program(name, command, otherEnvironment, directory, log, account, stopSignal);
    }

    public Program stoppedBy(StopSignal signal) {
        return new Program(name, command, environment, directory, log, account, signal);
    }
}

package dev.boxoffice.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A shell of its own session that holds a pipe from this JVM and, when the pipe closes, ends every process it
/// was told of.
///
/// The kernel closes the pipe however this JVM dies, `kill -9` included; shutdown hooks alone would leave orphans
/// then.
public final class ProcessReaper {
    /// `run PID SIGNAL` · `gone PID` · `remove DIRECTORY`; at the end of input all are ended: politely, then by force.
    private static final String SCRIPT = """
            trap '' HUP INT QUIT TERM PIPE
            processes=
            directories=
            while read -r verb first rest; do
              case $verb in
                run) processes="$processes $first:$rest" ;;
                gone)
                  kept=
                  for p in $processes; do [ "${p%%:*}" = "$first" ] || kept="$kept $p"; done
                  processes=$kept ;;
                remove) directories="$directories$first${rest:+ $rest}
            " ;;
              esac
            done
            send() { kill -s "$1" -- "-$2" || kill -s "$1" "$2"; } 2>/dev/null
            alive() { kill -0 -- "-$1" || kill -0 "$1"; } 2>/dev/null
            for p in $processes; do send "${p#*:}" "${p%%:*}"; send CONT "${p%%:*}"; done
            tries=0
            while [ $tries -lt 50 ]; do
              left=
              for p in $processes; do alive "${p%%:*}" && left="$left $p"; done
              [ -n "$left" ] || break
              sleep 0.1
              tries=$((tries + 1))
            done
            for p in $processes; do send KILL "${p%%:*}"; done
            IFS='
            '
            for d in $directories; do rm -rf -- "$d"; done
            """;

    private static @Nullable ProcessReaper shared;

    private final Process process;
    private final Writer commands;

    private ProcessReaper(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    /// The one reaper of this JVM, started when first asked for.
    public static synchronized ProcessReaper shared() {
        if (shared == null || !shared.process.isAlive()) {
            shared = start();
        }
        return shared;
    }

    private static ProcessReaper start() {
        var command = new ArrayList<>(SessionCommand.prefix());
        command.addAll(List.of("sh", "-c", SCRIPT, "boxoffice-reaper"));
        try {
            var builder = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            return new ProcessReaper(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the shell that cleans up after this process", e);
        }
    }

    void watch(long pid, StopSignal signal) {
        tell("run " + pid + " " + signal.name());
    }

    void forget(long pid) {
        tell("gone " + pid);
    }

    /// Removes a temporary directory once this JVM is gone.
    public void removeAtEnd(Path directory) {
        tell("remove " + directory.toAbsolutePath());
    }

    private synchronized void tell(String line) {
        try {
            commands.write(line);
            commands.write('\n');
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The shell that cleans up after this process is gone", e);
        }
    }
}

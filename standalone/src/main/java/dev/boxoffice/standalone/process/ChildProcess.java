package dev.boxoffice.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A running program that ends with this JVM, however this JVM ends.
public final class ChildProcess {
    /// Waits for a word from its parent before it becomes the program: a parent that dies before it has told the
    /// reaper leaves nothing behind.
    private static final String GATE = "read -r go || exit 1; exec \"$@\" </dev/null";

    private final Program program;
    private final Process process;
    private List<ProcessHandle> suspended = List.of();

    private ChildProcess(Program program, Process process) {
        this.program = program;
        this.process = process;
    }

    public static ChildProcess start(Program program) {
        var reaper = ProcessReaper.shared();
        var command = new ArrayList<>(SessionCommand.prefix());
        command.addAll(List.of("sh", "-c", GATE, program.name()));
        command.addAll(program.account().prefix());
        command.addAll(program.command());
        try {
            Files.createDirectories(program.log().toAbsolutePath().getParent());
            var builder = new ProcessBuilder(command)
                    .directory(program.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(program.log().toFile()));
            builder.environment().putAll(program.environment());
            var process = builder.start();
            reaper.watch(process.pid(), program.stopSignal());
            Thread.ofVirtual().start(() -> forgetAtExit(process));
            open(process);
            return new ChildProcess(program, process);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + program.name(), e);
        }
    }

    private static void forgetAtExit(Process process) {
        process.onExit().join();
        ProcessReaper.shared().forget(process.pid());
    }

    private static void open(Process process) throws IOException {
        try (var gate = process.getOutputStream()) {
            gate.write("go\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    public long pid() {
        return process.pid();
    }

    public Program program() {
        return program;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /// Whether it ended within that time.
    public boolean waitFor(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Asks politely, waits, then insists.
    public void stop(Duration patience) {
        resume();
        signal(program.stopSignal().name(), List.of(process.toHandle()));
        try {
            if (!waitFor(patience)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /// `kill -9` for the program and its children, as a crash would.
    public void kill() {
        var everything = family().toList();
        everything.forEach(ProcessHandle::destroyForcibly);
        everything.forEach(one -> one.onExit().join());
        forgetSuspended();
    }

    /// Freezes the program and its children: connections stay open and nothing answers.
    public synchronized void suspend() {
        signal("STOP", List.of(process.toHandle()));
        // The parent is frozen first, so no further child can appear. The reaper learns of each: a frozen child of a
        // killed parent would never notice.
        suspended = process.descendants().toList();
        suspended.forEach(child -> ProcessReaper.shared().watch(child.pid(), StopSignal.TERM));
        signal("STOP", suspended);
    }

    public synchronized void resume() {
        signal("CONT", suspended);
        signal("CONT", List.of(process.toHandle()));
        forgetSuspended();
    }

    private synchronized void forgetSuspended() {
        suspended.forEach(child -> ProcessReaper.shared().forget(child.pid()));
        suspended = List.of();
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /// By the shell's own `kill`: small systems have no `/bin/kill`, and Java knows only TERM and KILL.
    private static void signal(String name, List<ProcessHandle> targets) {
        var alive = targets.stream().filter(ProcessHandle::isAlive).toList();
        if (alive.isEmpty()) {
            return;
        }
        var command = new ArrayList<>(List.of("sh", "-c", "kill \"$@\" 2>/dev/null", "sh", "-" + name));
        alive.forEach(target -> command.add(Long.toString(target.pid())));
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot send SIG" + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

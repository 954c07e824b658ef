package dev.boxoffice.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Under which account servers run that refuse to be root, as PostgreSQL and Elasticsearch do.
public enum OsAccount {
    /// An ordinary user: nothing to do.
    SELF,
    /// Root, in a user namespace without capabilities: the server sees itself as nobody, yet root's files stay
    /// its own.
    NAMESPACE,
    /// Root where namespaces are forbidden (some containers): really nobody, who must be given the files.
    NOBODY;

    /// The account that works on this machine.
    public static OsAccount unprivileged() {
        if (!isRoot()) {
            return SELF;
        }
        var attempt = new ArrayList<>(NAMESPACE.prefix());
        attempt.add("true");
        return succeeds(attempt) ? NAMESPACE : NOBODY;
    }

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// What a command is put behind; each of these replaces itself by it.
    List<String> prefix() {
        return switch (this) {
            case SELF -> List.of();
            case NAMESPACE -> List.of("unshare", "--user", "--map-user=65534", "--map-group=65534");
            case NOBODY -> List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
        };
    }

    /// Makes a directory usable by the account, with everything in it.
    public void own(Path directory) {
        if (this != NOBODY) {
            return;
        }
        try {
            requireReachable(directory);
            var nobody =
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            try (var all = Files.walk(directory)) {
                for (var path : (Iterable<Path>) all::iterator) {
                    Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .setOwner(nobody);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot give " + directory + " to the user nobody", e);
        }
    }

    private static void requireReachable(Path directory) throws IOException {
        for (var parent = directory.toAbsolutePath().getParent(); parent != null; parent = parent.getParent()) {
            if (!Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                throw new IllegalStateException(
                        "PostgreSQL and Elasticsearch refuse to run as root, and the user nobody cannot enter " + parent
                                + ": run as a normal user, or set BOXOFFICE_HOME to a directory everybody can enter");
            }
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package dev.boxoffice.standalone.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/// A copy of a running PostgreSQL's files, from which a standby or a restored server starts.
///
/// The low-level backup of
/// [PostgreSQL's manual](https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP):
/// `pg_basebackup` is not among the embedded programs.
public record PostgresBaseBackup(Path directory) {

    /// What belongs to the running server alone.
    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "standby.signal", "recovery.signal");

    /// Kept as directories, without what is in them: the WAL comes from the stream or the archive.
    private static final Set<String> EMPTIED =
            Set.of("pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp");

    /// @param slot a physical slot made first, which keeps the WAL that the copy needs
    public static PostgresBaseBackup take(DataSource superuser, Path data, Path target, String slot) {
        try (var connection = superuser.getConnection()) {
            ask(connection, "select pg_create_physical_replication_slot('" + slot + "', true)");
            ask(connection, "select pg_backup_start('boxoffice', true)");
            copy(data, target);
            // Sent in the session that began it: losing it ends the backup.
            Files.writeString(
                    target.resolve("backup_label"), ask(connection, "select labelfile from pg_backup_stop(false)"));
            return new PostgresBaseBackup(target);
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL refused the backup: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy PostgreSQL's files", e);
        }
    }

    /// Makes a server of it that follows another one, its slot for logical decoding included.
    public void followsAs(String slot, int port, String password) {
        settle(
                "standby.signal",
                "primary_conninfo = 'host=localhost port=" + port + " user=" + PostgresServer.SUPERUSER + " password="
                        + password + " dbname=boxoffice application_name=" + slot + "'",
                "primary_slot_name = '" + slot + "'",
                "hot_standby = on",
                "hot_standby_feedback = on",
                "sync_replication_slots = on");
    }

    /// Makes a server of it that replays WAL segments up to a named restore point, then opens.
    public void recoversFrom(Path segments, String restorePoint) {
        settle(
                "recovery.signal",
                "restore_command = 'cp \"" + segments + "/%f\" \"%p\"'",
                "recovery_target_name = '" + restorePoint + "'",
                "recovery_target_action = promote");
    }

    private void settle(String signal, String... settings) {
        try {
            Files.writeString(directory.resolve(signal), "");
            // Read last, so that these win over the original's.
            Files.write(directory.resolve("postgresql.auto.conf"), List.of(settings), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + signal, e);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void copy(Path data, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.createDirectory(
                target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                var relative = data.relativize(directory);
                if (relative.getNameCount() > 1
                        && EMPTIED.contains(relative.getName(0).toString())) {
                    return FileVisitResult.SKIP_SUBTREE; // an empty directory of a slot would be a broken slot
                }
                Files.createDirectories(target.resolve(relative.toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var relative = data.relativize(file);
                var left = LEFT_OUT.contains(file.getFileName().toString())
                        || EMPTIED.contains(relative.getName(0).toString());
                if (!left) {
                    copyFile(file, target.resolve(relative.toString()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
                return skipVanished(error);
            }
        });
    }

    /// The server goes on working meanwhile: a file that vanishes is one the WAL will tell of.
    private static void copyFile(Path file, Path target) throws IOException {
        try {
            Files.copy(file, target);
        } catch (NoSuchFileException vanished) {
            skipVanished(vanished);
        }
    }

    private static FileVisitResult skipVanished(IOException error) throws IOException {
        if (error instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw error;
    }
}

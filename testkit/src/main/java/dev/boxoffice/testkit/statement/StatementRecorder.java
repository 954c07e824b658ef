package dev.boxoffice.testkit.statement;

import dev.boxoffice.testkit.ProjectRoot;
import dev.boxoffice.testkit.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// With `-Dboxoffice.statements.write=true`: what the service under test asked PostgreSQL in all of its
/// tests is written to `testkit/src/test/resources/previous-release/`, so that the next release is tested
/// with it (docs/recipes.md, Make a release).
public final class StatementRecorder implements AfterAllCallback {

    private static final String SWITCH = "boxoffice.statements.write";
    private static final String FOLDER = "testkit/src/test/resources/previous-release";

    @Override
    public void afterAll(ExtensionContext context) {
        var module = Path.of("").toAbsolutePath().getFileName().toString();
        if (Boolean.getBoolean(SWITCH) && module.endsWith("-service")) {
            context.getRoot()
                    .getStore(Namespace.create(StatementRecorder.class))
                    .computeIfAbsent(Recording.class, _ -> new Recording(module), Recording.class)
                    .add();
        }
    }

    /// After each class, since a test may stop the store, which forgets.
    private static final class Recording implements AutoCloseable {
        private final String module;
        private final Map<String, String> statements = new TreeMap<>();

        Recording(String module) {
            this.module = module;
        }

        void add() {
            try (var connection = TestPostgres.shared().superuser().getConnection();
                    var query = connection.prepareStatement("""
                            select distinct s.query from pg_stat_statements s join pg_roles r on r.oid = s.userid
                             where r.rolname = ? and s.toplevel and s.query ~* '^\\s*(select|insert|update|delete|with|merge)\\M'
                               and s.query ~ '\\m(catalog|inventory|booking|search|support)\\.[a-z]'
                            """)) {
                query.setString(1, module.replace('-', '_'));
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        var statement = rows.getString(1).strip();
                        statements.merge(
                                shape(statement),
                                statement,
                                BinaryOperator.minBy(
                                        Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder())));
                    }
                }
            } catch (SQLException failed) {
                throw new IllegalStateException("pg_stat_statements tells nothing", failed);
            }
        }

        /// Batches of one row and of eight are one statement.
        private static String shape(String statement) {
            return statement
                    .replaceAll("\\$\\d+", "?")
                    .replaceAll("\\s+", " ")
                    .replaceAll("(\\([^()]*\\?[^()]*\\))(?:, ?\\([^()]*\\?[^()]*\\))+", "$1");
        }

        /// Without its values a statement is not always one: `extract($1 from at)`. Those are left out.
        private List<String> plannable() throws SQLException {
            try (var planner = new StatementPlanner(TestPostgres.shared(), module.replace('-', '_'))) {
                return statements.values().stream()
                        .filter(statement -> planner.refusal(statement).isEmpty())
                        .toList();
            }
        }

        @Override
        public void close() throws SQLException {
            var file = ProjectRoot.path().resolve(FOLDER).resolve(module + ".sql");
            try {
                Files.createDirectories(file.getParent());
                var plannable = plannable();
                var head = "-- %d statements of %s; %d more cannot be planned without their values.\n"
                        .formatted(plannable.size(), module, statements.size() - plannable.size());
                Files.writeString(
                        file,
                        plannable.stream()
                                .map(StatementRecorder::withoutTrailingSpace)
                                .collect(Collectors.joining("\n;\n", head, "\n;\n")));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private static String withoutTrailingSpace(String statement) {
        return statement.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }
}

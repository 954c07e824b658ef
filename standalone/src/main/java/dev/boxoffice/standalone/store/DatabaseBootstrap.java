package dev.boxoffice.standalone.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// Makes database `boxoffice` with the schemas and roles of `contracts/postgres/bootstrap.sql`, and sets their
/// passwords.
public final class DatabaseBootstrap {
    /// The services that have schemas and roles of their own.
    public static final List<String> SERVICES = List.of("event", "booking", "search", "support");

    private DatabaseBootstrap() {}

    /// All login roles, a running one and a migrating one for each service.
    public static List<String> roles() {
        return SERVICES.stream()
                .flatMap(service -> List.of(service + "_service", service + "_migrator").stream())
                .toList();
    }

    /// Safe to run at every start; it also brings passwords that were changed.
    public static void run(PostgresServer postgres, Function<String, String> passwordOfRole) {
        var passwords = new TreeMap<>(roles().stream().collect(Collectors.toMap(role -> role, passwordOfRole)));
        run(postgres.maintenance(), postgres.superuser(), passwords);
    }

    /// The same on any server: first in its maintenance database, then in `boxoffice`.
    public static void run(DataSource maintenance, DataSource boxoffice, Map<String, String> passwords) {
        try {
            createDatabase(maintenance);
            try (var connection = boxoffice.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(script());
                for (var password : passwords.entrySet()) {
                    statement.execute("alter role " + statement.enquoteIdentifier(password.getKey(), true)
                            + " password " + statement.enquoteLiteral(password.getValue()));
                }
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL refused the bootstrap script: " + e.getMessage(), e);
        }
    }

    private static void createDatabase(DataSource maintenance) throws SQLException {
        try (var connection = maintenance.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select from pg_database where datname = 'boxoffice'")) {
            if (!found.next()) {
                statement.execute("create database boxoffice");
            }
        }
    }

    private static String script() {
        try (var script =
                DatabaseBootstrap.class.getClassLoader().getResourceAsStream("contracts/postgres/bootstrap.sql")) {
            if (script == null) {
                throw new IllegalStateException("contracts/postgres/bootstrap.sql is not in the build");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

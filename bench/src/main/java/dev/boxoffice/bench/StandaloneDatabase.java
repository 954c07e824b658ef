package dev.boxoffice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/// The database of the standalone platform, by the superuser whose password its launcher keeps.
final class StandaloneDatabase {

    private StandaloneDatabase() {}

    static Connection connect() throws IOException, SQLException {
        Map<String, String> environment = System.getenv();
        var secret = Path.of(environment.getOrDefault("BOXOFFICE_HOME", ".boxoffice"), "secrets", "postgres");
        var login = new Properties();
        login.setProperty("user", environment.getOrDefault("BOXOFFICE_BENCH_DB_USER", "postgres"));
        login.setProperty(
                "password",
                Files.exists(secret)
                        ? Files.readString(secret).strip()
                        : environment.getOrDefault("BOXOFFICE_BENCH_DB_PASSWORD", ""));
        return DriverManager.getConnection(
                environment.getOrDefault("BOXOFFICE_DB_URL", "jdbc:postgresql://localhost:15432/boxoffice"), login);
    }
}

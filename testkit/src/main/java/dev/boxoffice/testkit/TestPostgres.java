package dev.boxoffice.testkit;

import dev.boxoffice.standalone.store.DatabaseBootstrap;
import dev.boxoffice.standalone.store.PostgresServer;
import dev.boxoffice.standalone.store.StoreHome;
import dev.boxoffice.standalone.store.StoreServer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.containers.wait.strategy.Wait;

/// PostgreSQL 18 with Boxoffice's database, schemas and roles; every role's password is its name.
public final class TestPostgres extends ManagedServer {
    private static final SharedInstance<TestPostgres> SHARED = new SharedInstance<>(TestPostgres::start);
    private static final String SUPERUSER_PASSWORD = "postgres";

    private TestPostgres(StoreServer store) {
        super(store);
    }

    /// The one of this JVM.
    public static TestPostgres shared() {
        return SHARED.get();
    }

    /// One of your own, to stop, freeze or break.
    public static TestPostgres start() {
        var store = new TestPostgres(Docker.isAvailable() ? container() : embedded());
        store.store().start();
        store.bootstrap();
        return store;
    }

    private static StoreServer embedded() {
        return PostgresServer.at(StoreHome.temporary("postgres"), SUPERUSER_PASSWORD);
    }

    private static StoreServer container() {
        return ContainerServer.of(
                "postgres:18",
                5432,
                "jdbc:postgresql://localhost:%d/boxoffice",
                container -> container
                        .withEnv("POSTGRES_PASSWORD", SUPERUSER_PASSWORD)
                        .withCommand(
                                "postgres",
                                "-c",
                                "wal_level=logical",
                                "-c",
                                "max_connections=200",
                                "-c",
                                "fsync=off",
                                "-c",
                                "shared_preload_libraries=pg_stat_statements")
                        .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\s", 2)
                                .withStartupTimeout(Duration.ofMinutes(1))));
    }

    private void bootstrap() {
        var maintenance = dataSource(
                jdbcUrl().replaceFirst("/boxoffice$", "/postgres"), PostgresServer.SUPERUSER, SUPERUSER_PASSWORD);
        DatabaseBootstrap.run(
                maintenance,
                superuser(),
                DatabaseBootstrap.roles().stream().collect(Collectors.toMap(role -> role, role -> role)));
    }

    public String jdbcUrl() {
        return url();
    }

    /// Unpooled connections that may do everything.
    public DataSource superuser() {
        return dataSource(jdbcUrl(), PostgresServer.SUPERUSER, SUPERUSER_PASSWORD);
    }

    /// Unpooled connections of a service's role, such as `booking_service`.
    public DataSource as(String role) {
        return dataSource(jdbcUrl(), role, role);
    }

    private static DataSource dataSource(String url, String role, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(role);
        source.setPassword(password);
        return source;
    }

    /// Brings the schemas of a service (`event`, `booking`, `search`, `support`) up to date, out of its own module's
    /// folder.
    public TestPostgres migrate(String service) {
        var folder = ProjectRoot.path().resolve(service + "-service/src/main/resources/db/migration");
        var shared = ProjectRoot.path().resolve("platform-servlet/src/main/resources/db/migration");
        Flyway.configure()
                .dataSource(jdbcUrl(), service + "_migrator", service + "_migrator")
                .locations("filesystem:" + folder, "filesystem:" + shared)
                .placeholders(Map.of("service", service))
                .failOnMissingLocations(true)
                .defaultSchema(service.equals("event") ? "catalog" : service)
                .createSchemas(false)
                .loggers("slf4j")
                .load()
                .migrate();
        return this;
    }
}

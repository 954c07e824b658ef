package dev.boxoffice.testkit.statement;

import dev.boxoffice.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/// Has PostgreSQL plan statements as a role, their parameters left open: tables, columns, functions,
/// constraints and rights are looked up as for a run, and nothing is run.
public final class StatementPlanner implements AutoCloseable {

    private final Connection connection;

    public StatementPlanner(TestPostgres postgres, String role) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl());
        source.setUser(role);
        source.setPassword(role);
        source.setPreferQueryMode(PreferQueryMode.SIMPLE); // `$1` stays what it is: PostgreSQL's own, not the driver's
        connection = source.getConnection();
    }

    /// Why it cannot be planned; empty where it can.
    public Optional<String> refusal(String statement) {
        try (var planned = connection.createStatement()) {
            planned.execute("explain (generic_plan) " + statement);
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

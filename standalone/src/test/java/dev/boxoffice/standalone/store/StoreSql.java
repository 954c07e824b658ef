package dev.boxoffice.standalone.store;

import java.sql.SQLException;
import javax.sql.DataSource;

/// Single statements, each on a connection of its own.
final class StoreSql {

    private StoreSql() {}

    static void execute(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The first column of the first row; empty where there is none.
    static String ask(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}

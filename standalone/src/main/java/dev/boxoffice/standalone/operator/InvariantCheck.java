package dev.boxoffice.standalone.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// The promises of `contracts/postgres/invariants.sql`, asked of a live database in one read-only snapshot.
final class InvariantCheck {

    private static final String SCRIPT = "contracts/postgres/invariants.sql";
    private static final String COUNTS = """
            select (select count(*) from booking.booking),
                   (select count(*) from booking.booking where status = 'CONFIRMED'),
                   (select count(*) from inventory.ticket where status = 'BOOKED')
            """;

    /// @param broken one line each: rule, event, booking, ordinal
    record Finding(long bookings, long confirmed, long bookedTickets, List<String> broken) {}

    private final OperatorSettings settings;

    InvariantCheck(OperatorSettings settings) {
        this.settings = settings;
    }

    Finding look() throws SQLException, IOException {
        var login = new Properties();
        login.put("user", settings.databaseUser());
        login.put("password", settings.databasePassword());
        login.put("connectTimeout", "5");
        login.put("ApplicationName", "boxoffice-verify");
        try (var connection = DriverManager.getConnection(settings.databaseUrl(), login)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(java.sql.Connection.TRANSACTION_REPEATABLE_READ);
            try (var statement = connection.createStatement()) {
                var broken = new ArrayList<String>();
                try (var rows = statement.executeQuery(script())) {
                    while (rows.next()) {
                        broken.add("%s: event %s, booking %s, ordinal %s"
                                .formatted(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                    }
                }
                try (var counts = statement.executeQuery(COUNTS)) {
                    counts.next();
                    return new Finding(counts.getLong(1), counts.getLong(2), counts.getLong(3), broken);
                }
            }
        }
    }

    private static String script() throws IOException {
        try (var script = InvariantCheck.class.getClassLoader().getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IllegalStateException(SCRIPT + " is not in the build");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package dev.boxoffice.search.capture.stream;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.stereotype.Component;

/// Connections beside the pool: the lock's and the replication stream's live as long as the reader does.
@Component
public class ReplicationConnectionFactory {

    private final String url;
    private final String user;
    private final String password;
    private final Map<String, String> parts;

    ReplicationConnectionFactory(DataSourceProperties settings) throws SQLException {
        this.url = Objects.requireNonNull(settings.determineUrl(), "boxoffice.db.url is not set");
        this.user = Objects.requireNonNull(settings.determineUsername());
        this.password = Objects.requireNonNullElse(settings.determinePassword(), "");
        // The driver itself takes the address apart: host lists, defaults and encoding are its business.
        this.parts = Arrays.stream(DriverManager.getDriver(url).getPropertyInfo(url, new Properties()))
                .filter(part -> part.value != null)
                .collect(Collectors.toMap(part -> part.name, part -> part.value));
    }

    /// A connection whose death both sides notice within seconds, also when the network swallows every packet.
    public Connection open(String purpose) throws SQLException {
        var settings = new Properties();
        settings.setProperty("user", user);
        settings.setProperty("password", password);
        settings.setProperty("ApplicationName", purpose);
        settings.setProperty("connectTimeout", "3");
        settings.setProperty("socketTimeout", "5");
        settings.setProperty(
                "options",
                "-c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3 -c tcp_user_timeout=5000");
        return DriverManager.getConnection(url, settings);
    }

    /// The offset store looks for its table by plain name, so its schema has to be the connection's own.
    String urlInSchema(String schema) {
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    String host() {
        return firstOf("PGHOST");
    }

    String port() {
        return firstOf("PGPORT");
    }

    String database() {
        return firstOf("PGDBNAME");
    }

    String sslMode() {
        return parts.getOrDefault("sslmode", "prefer");
    }

    private String firstOf(String part) {
        var values = Objects.requireNonNull(parts.get(part), part + " is missing from boxoffice.db.url");
        var comma = values.indexOf(',');
        return comma < 0 ? values : values.substring(0, comma);
    }
}

package dev.boxoffice.platform.servlet;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Which service this process is, and which schema it owns in the shared database.
///
/// @param service `event`, `booking`, `search` or `support`
/// @param schema the schema of its outbox and idempotency keys; `catalog` for the event-service, else the service's
/// name
@ConfigurationProperties("boxoffice")
public record ServiceProperties(String service, String schema) {

    public ServiceProperties {
        requirePlain(service);
        requirePlain(schema);
    }

    /// Safe to put into SQL: a fixed name from our own configuration, letters only.
    public String ownSchema() {
        return schema;
    }

    private static void requirePlain(String name) {
        if (!name.matches("[a-z]+")) {
            throw new IllegalArgumentException("boxoffice.service and boxoffice.schema are plain names, not " + name);
        }
    }
}

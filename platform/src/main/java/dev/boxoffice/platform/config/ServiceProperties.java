package dev.boxoffice.platform.config;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Which service this process is, and which schema it owns in the shared database.
///
/// @param service `event`, `booking`, `search` or `support`
/// @param schema the schema of its outbox and idempotency keys; `catalog` for the event-service, else the service's
/// name
@ConfigurationProperties("boxoffice")
public record ServiceProperties(
        String service, @org.jspecify.annotations.Nullable String schema) {

    public ServiceProperties {
        if (!service.matches("[a-z]+")) {
            throw new IllegalArgumentException("boxoffice.service must be a plain name, not " + service);
        }
    }

    /// Safe to put into SQL: a fixed name from our own configuration, letters only.
    public String ownSchema() {
        if (schema != null) {
            return schema;
        }
        return service.equals("event") ? "catalog" : service;
    }
}

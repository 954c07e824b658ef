package dev.boxoffice.standalone.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Where the platform is and who asks. Without any variable: the platform that `./boxoffice up` runs on this machine.
///
/// @param gateway `BOXOFFICE_URL`, default `http://localhost:<BOXOFFICE_PORT, 8080>`
/// @param booking booking-service itself, whose operator calls the gateway does not route:
///     `BOXOFFICE_SERVICES_BOOKING`
/// @param token `BOXOFFICE_TOKEN`, an access token with role operator; absent on a standalone platform, which
///     gives one
/// @param databaseUrl `BOXOFFICE_DB_URL`
/// @param databaseUser `BOXOFFICE_VERIFY_USER`, default `booking_service`: one that may read `booking` and `inventory`
/// @param databasePassword `BOXOFFICE_VERIFY_PASSWORD`, default what `./boxoffice up` generated
/// @param patience how long a rebuild may take (`BOXOFFICE_OPERATOR_PATIENCE`, seconds, default 600)
record OperatorSettings(
        URI gateway,
        URI booking,
        Optional<String> token,
        String databaseUrl,
        String databaseUser,
        String databasePassword,
        Duration patience) {

    static OperatorSettings from(Map<String, String> environment) {
        var gateway = environment.getOrDefault(
                "BOXOFFICE_URL", "http://localhost:" + environment.getOrDefault("BOXOFFICE_PORT", "8080"));
        var booking = environment.getOrDefault(
                "BOXOFFICE_SERVICES_BOOKING", "http://localhost:" + port(environment, "BOOKING", "8082"));
        var database = "jdbc:postgresql://localhost:" + port(environment, "POSTGRES", "15432") + "/boxoffice";
        var user = environment.getOrDefault("BOXOFFICE_VERIFY_USER", "booking_service");
        return new OperatorSettings(
                URI.create(gateway),
                URI.create(booking.split(",", 2)[0]),
                Optional.ofNullable(environment.get("BOXOFFICE_TOKEN")).filter(token -> !token.isBlank()),
                environment.getOrDefault("BOXOFFICE_DB_URL", database),
                user,
                Optional.ofNullable(environment.get("BOXOFFICE_VERIFY_PASSWORD"))
                        .orElseGet(() -> kept(environment, "db-" + user)),
                Duration.ofSeconds(Long.parseLong(environment.getOrDefault("BOXOFFICE_OPERATOR_PATIENCE", "600"))));
    }

    private static String port(Map<String, String> environment, String part, String absent) {
        return environment.getOrDefault("BOXOFFICE_STANDALONE_PORTS_" + part, absent);
    }

    /// A password that `./boxoffice up` has made for this home.
    private static String kept(Map<String, String> environment, String name) {
        var file = Path.of(environment.getOrDefault("BOXOFFICE_HOME", ".boxoffice"), "secrets", name);
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

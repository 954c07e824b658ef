package dev.boxoffice.standalone.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.standalone.store.StoreHome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the operator's commands say where there is no platform; `acceptance/` tries them on a running one.
class OperatorApplicationTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void a_wrong_call_gets_the_usage() {
        assertThat(run(Map.of(), "reconcile")).isEqualTo(2);
        assertThat(run(Map.of(), "verify", "everything")).isEqualTo(2);
        assertThat(run(Map.of(), "explode")).isEqualTo(2);
        assertThat(said()).contains("reconcile <bookingId>");
    }

    @Test
    void a_platform_that_is_not_there_is_said_to_be_so() {
        var nobody = Integer.toString(StoreHome.freePort());
        var environment = Map.of(
                "BOXOFFICE_PORT", nobody,
                "BOXOFFICE_STANDALONE_PORTS_POSTGRES", nobody,
                "BOXOFFICE_HOME", "/nonexistent");
        assertThat(run(environment, "drain", "some-event")).isEqualTo(1);
        assertThat(said()).contains("the platform cannot be reached");
        assertThat(run(environment, "verify")).isEqualTo(1);
        assertThat(said()).contains("the database says");
    }

    @Test
    void settings_name_another_platform() {
        var settings = OperatorSettings.from(Map.of(
                "BOXOFFICE_URL", "https://tickets.example",
                "BOXOFFICE_SERVICES_BOOKING", "http://one:8082,http://two:8082",
                "BOXOFFICE_TOKEN", "eyJ",
                "BOXOFFICE_DB_URL", "jdbc:postgresql://db/boxoffice",
                "BOXOFFICE_VERIFY_USER", "auditor",
                "BOXOFFICE_VERIFY_PASSWORD", "secret"));
        assertThat(settings.gateway()).hasToString("https://tickets.example");
        assertThat(settings.booking()).hasToString("http://one:8082");
        assertThat(settings.token()).contains("eyJ");
        assertThat(settings.databaseUser()).isEqualTo("auditor");
    }

    /// D4: the key of before is still accepted, and so are those before it.
    @Test
    void a_new_ticket_key_keeps_the_public_keys_of_before(@TempDir Path home) throws Exception {
        var secrets = Files.createDirectory(home.resolve("secrets"));
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var old = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        var key = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        Files.writeString(secrets.resolve("ticket-signing-key"), key);
        var environment = Map.of("BOXOFFICE_HOME", home.toString());
        assertThat(run(environment, "rotate-ticket-key")).isZero();
        assertThat(secrets.resolve("ticket-previous-public-keys")).hasContent(old);
        var second = Files.readString(secrets.resolve("ticket-signing-key"));
        assertThat(second).isNotEqualTo(key);
        assertThat(run(environment, "rotate-ticket-key")).isZero();
        assertThat(Files.readString(secrets.resolve("ticket-previous-public-keys"))
                        .split(","))
                .hasSize(2)
                .endsWith(old);
        assertThat(run(
                        Map.of("BOXOFFICE_TICKET_SIGNINGKEY", key, "BOXOFFICE_TICKET_PREVIOUSPUBLICKEYS", "MCow"),
                        "rotate-ticket-key"))
                .isZero();
        assertThat(said()).contains("BOXOFFICE_TICKET_PREVIOUSPUBLICKEYS=" + old + ",MCow");
        assertThat(run(Map.of("BOXOFFICE_TICKET_SIGNINGKEY", "no key"), "rotate-ticket-key"))
                .isEqualTo(1);
    }

    private int run(Map<String, String> environment, String... arguments) {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return OperatorApplication.run(List.of(arguments), environment, out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}

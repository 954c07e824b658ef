package dev.boxoffice.standalone.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What a person sees once everything runs: where things are, who can sign in, and how a ticket is bought.
final class WelcomeText {

    private static final String WALK = "/walk.sh";

    private WelcomeText() {}

    static String text(LauncherSettings settings, StandaloneTopology topology) {
        return """

                Boxoffice is up.

                  Gateway       %1$s            (API documentation: %1$s/docs)
                  Mail inbox    %1$s/dev/mail
                  Demo users    alice, bob (buyers), olivia (organizer), sam (scanner), anna (agent),
                                mara (support-manager), oscar (operator); password: %2$s
                  Logs          ./boxoffice logs [service]     Stop: Ctrl-C or ./boxoffice down

                Buy a ticket (paste into another terminal):

                %3$s
                """.formatted(
                settings.gateway(), topology.demoPassword(), walk(settings).indent(2));
    }

    /// The shell commands of the README's walk, for this gateway.
    static String walk(LauncherSettings settings) {
        try (var file = WelcomeText.class.getResourceAsStream(WALK)) {
            if (file == null) {
                throw new IllegalStateException(WALK + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("http://localhost:8080", settings.gateway())
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

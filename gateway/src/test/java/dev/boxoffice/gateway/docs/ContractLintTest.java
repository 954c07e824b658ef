package dev.boxoffice.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ContractLintTest {

    private static final Path CONTRACTS = Path.of("..", "contracts");

    @Test
    void the_contract_is_clean() throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(CONTRACTS.resolve("node_modules")),
                "The contract is not linted: run `npm ci` in contracts/ first");
        var lint = new ProcessBuilder("npm", "run", "lint")
                .directory(CONTRACTS.toFile())
                .redirectErrorStream(true)
                .start();
        lint.getOutputStream().close();
        var printed = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(lint.waitFor()).as(printed).isZero();
    }
}

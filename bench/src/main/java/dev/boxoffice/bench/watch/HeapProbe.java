package dev.boxoffice.bench.watch;

import dev.boxoffice.bench.load.StandaloneStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// How much heap a service of the standalone platform really needs: what is left after a full collection.
final class HeapProbe {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private HeapProbe() {}

    /// @return bytes; nothing where the platform was not started by `./boxoffice up` here
    static OptionalLong of(String service) throws IOException, InterruptedException {
        var process = StandaloneStores.ofEnvironment()
                .launcher()
                .flatMap(parent -> parent.descendants()
                        .filter(child -> isService(child, service))
                        .findFirst());
        return process.isEmpty()
                ? OptionalLong.empty()
                : afterCollection(process.get().pid());
    }

    private static boolean isService(ProcessHandle process, String service) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains("/" + service + "/"))
                .isPresent();
    }

    private static OptionalLong afterCollection(long pid) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var total = TOTAL.matcher(text);
        return total.find() ? OptionalLong.of(Long.parseLong(total.group(1))) : OptionalLong.empty();
    }
}

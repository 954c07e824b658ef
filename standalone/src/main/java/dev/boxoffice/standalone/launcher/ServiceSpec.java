package dev.boxoffice.standalone.launcher;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One process to run: what, with how much heap, on which port, told what.
///
/// @param name unique in the run; names its log
/// @param java what follows the JVM options: `-jar …`, or `-cp … Main`
/// @param healthPath answers 200 once it can work
record ServiceSpec(
        String name,
        List<String> java,
        int heapMegabytes,
        int port,
        String healthPath,
        Map<String, String> environment) {

    /// The jar it runs from; the two helpers run from a class path instead.
    Optional<Path> jar() {
        return java.getFirst().equals("-jar") ? Optional.of(Path.of(java.getLast())) : Optional.empty();
    }

    String address() {
        var listening = environment.getOrDefault("SERVER_ADDRESS", LauncherSettings.LOOPBACK);
        return "http://" + LauncherSettings.hostOf(InetAddress.ofLiteral(listening)) + ":" + port;
    }

    String healthAddress() {
        return address() + healthPath;
    }
}

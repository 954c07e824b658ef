package dev.boxoffice.standalone.launcher;

import java.util.List;
import java.util.Map;

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

    String address() {
        return "http://localhost:" + port;
    }

    String healthAddress() {
        return address() + healthPath;
    }
}

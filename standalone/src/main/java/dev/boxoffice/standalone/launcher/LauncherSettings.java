package dev.boxoffice.standalone.launcher;

import dev.boxoffice.standalone.store.Machine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What the environment says of this run. Everything else named `BOXOFFICE_…` goes through to the services untouched.
///
/// @param root the checkout
/// @param home where data, logs and secrets are kept (`BOXOFFICE_HOME`, default `.boxoffice` in the checkout)
/// @param bind the address the gateway listens on (`BOXOFFICE_STANDALONE_BIND`, default `127.0.0.1`; `0.0.0.0`
///     for every interface); everything behind it listens on loopback whatever this says
/// @param instances how many processes of each service run (`BOXOFFICE_INSTANCES`)
/// @param redisMasters with more than one, holds and places live on a Redis Cluster
/// (`BOXOFFICE_STANDALONE_REDIS_MASTERS`)
/// @param elasticsearchMegabytes most heap of Elasticsearch (`BOXOFFICE_STANDALONE_ELASTICSEARCH_HEAP`): 400 hold some
///     hundred thousand events, 1024 a million and the index that is built beside it; by default the latter where the
///     machine has memory for it, of which it takes only what it needs
/// @param restartStores whether Postgres, Redis and Elasticsearch are started again when they die on their own
///     (`BOXOFFICE_STANDALONE_RESTARTSTORES`, default true)
/// @param patience how long a part may take to become healthy (`BOXOFFICE_STANDALONE_PATIENCE`, seconds)
/// @param minMemoryMegabytes free memory below which nothing is started (`BOXOFFICE_STANDALONE_MINMEMORY`)
/// @param aot whether services start from an ahead-of-time cache (`BOXOFFICE_STANDALONE_AOT`)
/// @param requestThreads how many threads carry booking-service's virtual threads, and how many the gateway's
/// connections (`BOXOFFICE_STANDALONE_REQUESTTHREADS`, default 1 on two processors or fewer, else 0: what each takes)
/// @param demo whether an empty platform gets demo data (`BOXOFFICE_STANDALONE_DEMO`)
record LauncherSettings(
        Path root,
        Path home,
        InetAddress bind,
        int instances,
        int redisMasters,
        int elasticsearchMegabytes,
        boolean restartStores,
        Duration patience,
        int minMemoryMegabytes,
        boolean aot,
        int requestThreads,
        boolean demo,
        Map<String, String> environment) {

    /// D14: where every process listens unless told otherwise, and all but the gateway always.
    static final String LOOPBACK = "127.0.0.1";

    private static final int PORTS_BETWEEN = 100;
    private static final int MOST_PORT = 65_535;
    private static final int MOST_OF_ONE_KIND = 4;
    private static final int FEWEST_OF_A_CLUSTER = 3;
    private static final int SMALL_MACHINE = 2;
    private static final int ROOMY_HEAP_MEGABYTES = 1024;
    private static final int SMALL_HEAP_MEGABYTES = 400;
    private static final int MOST_REQUEST_THREADS = 1024;

    static LauncherSettings from(Map<String, String> environment) {
        var root = Path.of(environment.getOrDefault("BOXOFFICE_ROOT", "."))
                .toAbsolutePath()
                .normalize();
        return new LauncherSettings(
                root,
                root.resolve(environment.getOrDefault("BOXOFFICE_HOME", ".boxoffice"))
                        .normalize(),
                bind(environment.getOrDefault("BOXOFFICE_STANDALONE_BIND", LOOPBACK)),
                number(environment, "BOXOFFICE_INSTANCES", 1, 1, MOST_OF_ONE_KIND),
                redisMasters(environment),
                number(environment, "BOXOFFICE_STANDALONE_ELASTICSEARCH_HEAP", elasticsearchHeap(), 200, 30_000),
                Boolean.parseBoolean(environment.getOrDefault("BOXOFFICE_STANDALONE_RESTARTSTORES", "true")),
                Duration.ofSeconds(number(environment, "BOXOFFICE_STANDALONE_PATIENCE", 240, 10, 3600)),
                number(environment, "BOXOFFICE_STANDALONE_MINMEMORY", 3000, 0, 1_000_000),
                Boolean.parseBoolean(environment.getOrDefault("BOXOFFICE_STANDALONE_AOT", "true")),
                number(
                        environment,
                        "BOXOFFICE_STANDALONE_REQUESTTHREADS",
                        isSmallMachine() ? 1 : 0,
                        0,
                        MOST_REQUEST_THREADS),
                Boolean.parseBoolean(environment.getOrDefault("BOXOFFICE_STANDALONE_DEMO", "true")),
                environment);
    }

    /// Where everything shares two processors.
    static boolean isSmallMachine() {
        return Runtime.getRuntime().availableProcessors() <= SMALL_MACHINE;
    }

    /// The port of a part: `BOXOFFICE_PORT` for the gateway, `BOXOFFICE_STANDALONE_PORTS_<PART>` for the others. The
    /// gateway's metrics move along with the gateway.
    int port(PlatformPart part) {
        var usual = part.defaultPort();
        if (part == PlatformPart.METRICS) {
            usual = Math.min(port(PlatformPart.GATEWAY) + usual - PlatformPart.GATEWAY.defaultPort(), MOST_PORT);
        }
        return number(environment, part.portVariable(), usual, 1, MOST_PORT);
    }

    /// The port of one of several processes of a part: the first has the part's own.
    int port(PlatformPart part, int number) {
        return port(part) + number * PORTS_BETWEEN;
    }

    /// How many processes of a part run.
    int processes(PlatformPart part) {
        return switch (part) {
            case EVENT, BOOKING, SEARCH, SUPPORT -> instances;
            case REDIS -> redisMasters;
            case GATEWAY, METRICS, ISSUER, STRIPE, SMTP, IMAP, POSTGRES, ELASTICSEARCH -> 1;
        };
    }

    /// Where this machine finds the gateway: `localhost`, unless it listens on one other address only.
    String gateway() {
        return "http://" + hostOf(bind) + ":" + port(PlatformPart.GATEWAY);
    }

    /// How this machine reaches what listens there.
    static String hostOf(InetAddress listening) {
        if (listening.isAnyLocalAddress() || listening.isLoopbackAddress()) {
            return "localhost";
        }
        var address = listening.getHostAddress();
        return listening instanceof Inet6Address ? "[" + address + "]" : address;
    }

    Path logs() {
        return home.resolve("logs");
    }

    Path data(String name) {
        return home.resolve("data").resolve(name);
    }

    Path processIdFile() {
        return home.resolve("launcher.pid");
    }

    /// The person's own environment wins over what the launcher makes up.
    Map<String, String> overriding(Map<String, String> made) {
        var merged = new HashMap<>(made);
        environment.forEach((name, value) -> {
            if (name.startsWith("BOXOFFICE_")) {
                merged.put(name, value);
            }
        });
        return merged;
    }

    /// A literal address: a name could stand for another one tomorrow.
    private static InetAddress bind(String address) {
        try {
            return InetAddress.ofLiteral(address.strip());
        } catch (IllegalArgumentException notAnAddress) {
            throw new StartRefusedException(
                    "BOXOFFICE_STANDALONE_BIND must be an IP address such as 127.0.0.1 or 0.0.0.0, not " + address);
        }
    }

    private static int elasticsearchHeap() {
        return Machine.isRoomy() ? ROOMY_HEAP_MEGABYTES : SMALL_HEAP_MEGABYTES;
    }

    private static int redisMasters(Map<String, String> environment) {
        var masters = number(environment, "BOXOFFICE_STANDALONE_REDIS_MASTERS", 1, 1, MOST_OF_ONE_KIND);
        if (masters > 1 && masters < FEWEST_OF_A_CLUSTER) {
            throw new StartRefusedException("BOXOFFICE_STANDALONE_REDIS_MASTERS is 1, or a cluster of at least "
                    + FEWEST_OF_A_CLUSTER + ", not " + masters);
        }
        return masters;
    }

    private static int number(Map<String, String> environment, String name, int absent, int least, int most) {
        var text = environment.get(name);
        if (text == null || text.isBlank()) {
            return absent;
        }
        try {
            var value = Integer.parseInt(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // refused below like any other value out of range
        }
        throw new StartRefusedException(
                name + " must be a whole number from " + least + " to " + most + ", not " + text);
    }
}

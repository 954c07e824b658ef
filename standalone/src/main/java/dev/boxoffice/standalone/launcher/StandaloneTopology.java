package dev.boxoffice.standalone.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Who runs on this machine and what each is told: the one place to read it. A secret goes only to who needs it,
/// and all listen on loopback but the gateway, which may be told otherwise.
final class StandaloneTopology {

    private static final String READINESS = "/actuator/health/readiness";

    private final LauncherSettings settings;
    private final SecretDirectory secrets;

    StandaloneTopology(LauncherSettings settings, SecretDirectory secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /// Issuer and Stripe simulator: what the real world provides elsewhere.
    List<ServiceSpec> outsideWorld() {
        return List.of(
                new ServiceSpec(
                        "issuer",
                        standalone("dev.boxoffice.standalone.issuer.IssuerApplication"),
                        160,
                        settings.port(PlatformPart.ISSUER),
                        "/.well-known/openid-configuration",
                        Map.of(
                                "SERVER_PORT", port(PlatformPart.ISSUER),
                                "SERVER_ADDRESS", LauncherSettings.LOOPBACK,
                                "BOXOFFICE_OIDC_ISSUER", settings.gateway(),
                                "BOXOFFICE_ISSUER_KEYFILE",
                                        secrets.file("issuer-key.json").toString(),
                                "BOXOFFICE_DEMO_PASSWORD", demoPassword(),
                                "BOXOFFICE_MAIL_PORT", port(PlatformPart.SMTP),
                                "BOXOFFICE_MAIL_IMAPPORT", port(PlatformPart.IMAP))),
                new ServiceSpec(
                        "stripe-simulator",
                        standalone("dev.boxoffice.standalone.stripe.StripeSimulatorApplication"),
                        256,
                        settings.port(PlatformPart.STRIPE),
                        "/healthz",
                        Map.of(
                                "BOXOFFICE_STRIPESIMULATOR_PORT", port(PlatformPart.STRIPE),
                                "BOXOFFICE_STRIPE_SECRETKEY", stripeKey(),
                                "BOXOFFICE_STRIPE_WEBHOOKSECRET", webhookSecret(),
                                "BOXOFFICE_STRIPESIMULATOR_WEBHOOKURL", settings.gateway() + "/webhooks/stripe",
                                "BOXOFFICE_STRIPESIMULATOR_JOURNAL",
                                        settings.data("stripe")
                                                .resolve("journal.jsonl")
                                                .toString())));
    }

    List<ServiceSpec> eventServices() {
        return instances("event-service", PlatformPart.EVENT, 320, database("event"));
    }

    List<ServiceSpec> otherServices() {
        var booking = new LinkedHashMap<>(database("booking"));
        booking.put("BOXOFFICE_STRIPE_APIBASE", "http://localhost:" + port(PlatformPart.STRIPE));
        booking.put("BOXOFFICE_STRIPE_SECRETKEY", stripeKey());
        booking.put("BOXOFFICE_STRIPE_WEBHOOKSECRET", webhookSecret());
        booking.put("BOXOFFICE_HOLD_SIGNINGKEY", secrets.key("hold-signing-key"));
        booking.put("BOXOFFICE_TICKET_SIGNINGKEY", secrets.signatureKey("ticket-signing-key"));
        booking.put("BOXOFFICE_TICKET_PREVIOUSPUBLICKEYS", secrets.optional("ticket-previous-public-keys"));
        booking.put("BOXOFFICE_QUEUE_SIGNINGKEY", queueKey());
        var search = new LinkedHashMap<>(database("search"));
        search.put("BOXOFFICE_ELASTICSEARCH_URL", "http://localhost:" + port(PlatformPart.ELASTICSEARCH));
        var support = new LinkedHashMap<>(database("support"));
        support.put("BOXOFFICE_SERVICES_BOOKING", addresses(PlatformPart.BOOKING));
        support.put("BOXOFFICE_MAIL_HOST", "localhost");
        support.put("BOXOFFICE_MAIL_PORT", port(PlatformPart.SMTP));
        if (LauncherSettings.isSmallMachine()) {
            // Mail for four at a time would take a third of what sales have, and mail for one still an eighth.
            support.put("BOXOFFICE_SUPPORT_OUTGOINGMAIL_CONNECTIONS", "1");
            support.put("BOXOFFICE_SUPPORT_OUTGOINGMAIL_ATTACHMENTFETCHES", "1");
            support.put("BOXOFFICE_SUPPORT_OUTGOINGMAIL_ATTACHMENTDELAYFACTOR", "4");
        }
        support.put("BOXOFFICE_SUPPORT_OUTGOINGMAIL_SIGNINGKEY", secrets.key("reply-address-key"));
        support.put("BOXOFFICE_SUPPORT_INBOUNDMAIL_SECRET", secrets.password("inbound-mail"));
        support.put("BOXOFFICE_SUPPORT_INBOUNDMAIL_IMAP_HOST", LauncherSettings.LOOPBACK);
        support.put("BOXOFFICE_SUPPORT_INBOUNDMAIL_IMAP_PORT", port(PlatformPart.IMAP));
        support.put("BOXOFFICE_SUPPORT_INBOUNDMAIL_IMAP_TLS", "false");
        support.put("BOXOFFICE_SUPPORT_INBOUNDMAIL_IMAP_USERNAME", "desk");
        support.put("BOXOFFICE_SUPPORT_INBOUNDMAIL_IMAP_PASSWORD", "desk");
        var all = new ArrayList<ServiceSpec>();
        all.addAll(instances("booking-service", PlatformPart.BOOKING, 384, booking));
        all.addAll(instances("search-service", PlatformPart.SEARCH, 384, search));
        all.addAll(instances("support-service", PlatformPart.SUPPORT, 256, support));
        all.add(gateway());
        return all;
    }

    /// One instance of each service, event-service first: it lays out what others read.
    List<ServiceSpec> oneOfEach() {
        var jars = new java.util.HashSet<Path>();
        var all = new ArrayList<>(eventServices());
        all.addAll(otherServices());
        return all.stream()
                .filter(service -> service.jar().map(jars::add).orElse(false))
                .toList();
    }

    String postgresPassword() {
        return secrets.password("postgres");
    }

    String rolePassword(String role) {
        return secrets.password("db-" + role);
    }

    String redisPassword() {
        return secrets.password("redis");
    }

    String demoPassword() {
        return settings.environment().getOrDefault("BOXOFFICE_DEMO_PASSWORD", secrets.password("demo-users"));
    }

    private ServiceSpec gateway() {
        var environment = new LinkedHashMap<>(common());
        environment.put("BOXOFFICE_PORT", port(PlatformPart.GATEWAY));
        environment.put("MANAGEMENT_SERVER_PORT", port(PlatformPart.METRICS));
        environment.put("MANAGEMENT_SERVER_ADDRESS", LauncherSettings.LOOPBACK);
        environment.put("SERVER_ADDRESS", settings.bind().getHostAddress());
        environment.put("BOXOFFICE_STANDALONE_ENABLED", "true");
        environment.put("BOXOFFICE_QUEUE_SIGNINGKEY", queueKey());
        environment.put("BOXOFFICE_SERVICES_EVENT", addresses(PlatformPart.EVENT));
        environment.put("BOXOFFICE_SERVICES_BOOKING", addresses(PlatformPart.BOOKING));
        environment.put("BOXOFFICE_SERVICES_SEARCH", addresses(PlatformPart.SEARCH));
        environment.put("BOXOFFICE_SERVICES_SUPPORT", addresses(PlatformPart.SUPPORT));
        environment.put("BOXOFFICE_SERVICES_ISSUER", "http://localhost:" + port(PlatformPart.ISSUER));
        environment.put("BOXOFFICE_SERVICES_STRIPESIMULATOR", "http://localhost:" + port(PlatformPart.STRIPE));
        return new ServiceSpec(
                "gateway", jar("gateway"), 384, settings.port(PlatformPart.GATEWAY), "/problems", environment);
    }

    private List<ServiceSpec> instances(String module, PlatformPart part, int heap, Map<String, String> environment) {
        return IntStream.range(0, settings.instances())
                .mapToObj(number -> {
                    var port = instancePort(part, number);
                    var own = new LinkedHashMap<>(environment);
                    own.put("SERVER_PORT", Integer.toString(port));
                    own.put("SERVER_ADDRESS", LauncherSettings.LOOPBACK);
                    var name = number == 0 ? module : module + "-" + (number + 1);
                    return new ServiceSpec(name, jar(module), heap, port, READINESS, own);
                })
                .toList();
    }

    private String addresses(PlatformPart part) {
        return IntStream.range(0, settings.instances())
                .mapToObj(number -> "http://localhost:" + instancePort(part, number))
                .collect(Collectors.joining(","));
    }

    private int instancePort(PlatformPart part, int number) {
        return settings.port(part, number);
    }

    private Map<String, String> database(String service) {
        var environment = new LinkedHashMap<>(common());
        var prefix = "BOXOFFICE_DB_" + service.toUpperCase(java.util.Locale.ROOT);
        environment.put(
                "BOXOFFICE_DB_URL", "jdbc:postgresql://localhost:" + port(PlatformPart.POSTGRES) + "/boxoffice");
        environment.put(prefix + "_PASSWORD", rolePassword(service + "_service"));
        environment.put(prefix + "_MIGRATOR_PASSWORD", rolePassword(service + "_migrator"));
        return environment;
    }

    private Map<String, String> common() {
        return Map.of(
                "BOXOFFICE_REDIS_URL", redisUrl(),
                "BOXOFFICE_OIDC_ISSUER", settings.gateway(),
                "BOXOFFICE_OIDC_JWKS", "http://localhost:" + port(PlatformPart.ISSUER) + "/oauth2/jwks");
    }

    private String redisUrl() {
        return IntStream.range(0, settings.redisMasters())
                .mapToObj(number ->
                        "redis://:" + redisPassword() + "@localhost:" + settings.port(PlatformPart.REDIS, number))
                .collect(Collectors.joining(","));
    }

    private String stripeKey() {
        return secrets.prefixed("stripe-secret-key", "sk_test_");
    }

    private String webhookSecret() {
        return secrets.prefixed("stripe-webhook-secret", "whsec_");
    }

    private String queueKey() {
        return secrets.key("queue-signing-key");
    }

    private String port(PlatformPart part) {
        return Integer.toString(settings.port(part));
    }

    private List<String> jar(String module) {
        return List.of("-jar", extracted(module).toString());
    }

    private Path extracted(String module) {
        return settings.home().resolve("apps").resolve(module).resolve(module + ".jar");
    }

    private List<String> standalone(String main) {
        var target = settings.root().resolve("standalone").resolve("target");
        return List.of("-cp", target.resolve("classes") + ":" + target.resolve("libs") + "/*", main);
    }
}

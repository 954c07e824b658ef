package dev.boxoffice.deploy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The metrics there are: those our code names, those the database is asked for, and the few of the libraries that
/// alerts and dashboards use.
public final class KnownMetrics {

    private static final Pattern NAMED = Pattern.compile("\"(boxoffice[._][a-z0-9._]+)\"");
    private static final Pattern SUPPORT_GAUGE = Pattern.compile("gauge\\(\\s*meters,\\s*\"([a-z0-9.]+)\"");
    private static final Pattern IN_EXPRESSION = Pattern.compile(
            "\\b((?:boxoffice|cnpg|barman|redis|elasticsearch|kube|kubelet|certmanager|http|hikaricp|jvm|process|up)(?:_[a-z0-9_]+)?)\\b(?=[\\[{ )]|$)");

    /// What Micrometer adds for Prometheus to the name in the code.
    private static final String SUFFIX = "(_seconds|_bytes)?(_total|_count|_sum|_max|_bucket)?";

    private static final Set<String> OF_LIBRARIES = Set.of(
            "up",
            "http_server_requests",
            "http_client_requests",
            "hikaricp_connections_active",
            "hikaricp_connections_pending",
            "jvm_memory_used",
            "jvm_memory_usage_after_gc",
            "jvm_gc_pause",
            "process_cpu_usage",
            // redis_exporter
            "redis_up",
            "redis_cluster_slots_ok",
            "redis_cluster_state",
            "redis_memory_used",
            "redis_memory_max",
            "redis_connected_slaves",
            "redis_aof_last_write_status",
            "redis_rdb_last_bgsave_status",
            // elasticsearch_exporter
            "elasticsearch_cluster_health_status",
            "elasticsearch_filesystem_data_available",
            "elasticsearch_filesystem_data_size",
            // CloudNativePG's default queries, and its Barman plugin
            "cnpg_backends",
            "cnpg_pg_settings_setting",
            "cnpg_pg_replication_in_recovery",
            "cnpg_pg_replication_lag",
            "cnpg_pg_replication_streaming_replicas",
            "cnpg_pg_stat_archiver_failed",
            "cnpg_pg_stat_archiver_seconds_since_last_archival",
            "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp",
            // Kubernetes' own, and cert-manager
            "kube_cronjob_status_last_successful_time",
            "kubelet_volume_stats_available",
            "kubelet_volume_stats_capacity",
            "certmanager_certificate_expiration_timestamp");

    private static final Set<String> KNOWN = known();

    private KnownMetrics() {}

    private static Set<String> known() {
        var known = new TreeSet<>(OF_LIBRARIES);
        for (var source : ProjectFiles.mainSources()) {
            var text = ProjectFiles.text(source);
            var names = NAMED.matcher(text);
            while (names.find()) {
                known.add(names.group(1).replace('.', '_'));
            }
            var gauges = SUPPORT_GAUGE.matcher(text);
            while (gauges.find()) {
                known.add("boxoffice_support_" + gauges.group(1).replace('.', '_'));
            }
        }
        var queries = ProjectFiles.documents(ProjectFiles.yaml("k8s/components/postgres/queries.yaml")
                        .at("/data/queries.yaml")
                        .asText())
                .getFirst();
        queries.properties()
                .forEach(query -> query.getValue()
                        .path("metrics")
                        .forEach(metric -> metric.fieldNames()
                                .forEachRemaining(name -> known.add("cnpg_" + query.getKey() + "_" + name))));
        return known;
    }

    public static boolean isKnown(String metric) {
        return KNOWN.stream().anyMatch(name -> metric.matches(Pattern.quote(name) + SUFFIX));
    }

    /// The metrics a PromQL expression reads.
    public static Set<String> in(String expression) {
        var metrics = new TreeSet<String>();
        var names = IN_EXPRESSION.matcher(expression.replaceAll("\"[^\"]*\"", "\"\""));
        while (names.find()) {
            metrics.add(names.group(1));
        }
        return metrics;
    }
}

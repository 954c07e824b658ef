package dev.boxoffice.search.index;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How to reach Elasticsearch, and how long to wait for it.
///
/// @param url one or more nodes, comma-separated
/// @param username of a secured cluster; absent means none is needed
/// @param password for `username`
/// @param connectTimeout until a node is taken for gone
/// @param queryTimeout longest wait of a reader for an answer
/// @param writeTimeout longest wait for a batch of documents
/// @param maxConnections most connections for queries, and so most queries under way from this process
/// @param restAfterFailure how long queries are refused at once after a node did not answer
@ConfigurationProperties("boxoffice.elasticsearch")
public record ElasticsearchProperties(
        List<URI> url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("2s") Duration queryTimeout,
        @DefaultValue("30s") Duration writeTimeout,
        @DefaultValue("48") int maxConnections,
        @DefaultValue("1s") Duration restAfterFailure) {}

package dev.boxoffice.gateway.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// Opens connections to one Redis server, or to a cluster when several addresses are given; both look alike from there
/// on.
interface RedisClients extends AutoCloseable {

    RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    Mono<RedisClusterAsyncCommands<String, byte[]>> commands();

    Mono<StatefulRedisPubSubConnection<String, byte[]>> pubSub();

    @Override
    void close();

    static RedisClients of(RedisProperties properties) {
        List<RedisURI> uris = Stream.of(properties.url().split(",", -1))
                .map(url -> RedisURI.create(url.strip()))
                .toList();
        uris.forEach(uri -> uri.setTimeout(properties.connectTimeout()));
        return uris.size() == 1 ? new Single(uris.getFirst(), properties) : new Cluster(uris, properties);
    }

    /// One server.
    record Single(RedisClient client, RedisURI uri) implements RedisClients {

        private Single(RedisURI uri, RedisProperties properties) {
            this(RedisClient.create(uri), uri);
            client.setOptions(common(ClientOptions.builder(), properties).build());
        }

        @Override
        public Mono<RedisClusterAsyncCommands<String, byte[]>> commands() {
            return Mono.fromCompletionStage(() -> client.connectAsync(CODEC, uri))
                    .map(open -> open.async());
        }

        @Override
        public Mono<StatefulRedisPubSubConnection<String, byte[]>> pubSub() {
            return Mono.fromCompletionStage(() -> client.connectPubSubAsync(CODEC, uri));
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }

    /// A Redis Cluster, of which the given addresses are known members.
    record Cluster(RedisClusterClient client) implements RedisClients {

        private Cluster(List<RedisURI> uris, RedisProperties properties) {
            this(RedisClusterClient.create(uris));
            ClusterClientOptions.Builder options = ClusterClientOptions.builder()
                    .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                            .enablePeriodicRefresh()
                            .build());
            common(options, properties);
            client.setOptions(options.build());
        }

        @Override
        public Mono<RedisClusterAsyncCommands<String, byte[]>> commands() {
            return membersKnown()
                    .then(Mono.fromCompletionStage(() -> client.connectAsync(CODEC))
                            .map(open -> open.async()));
        }

        @Override
        public Mono<StatefulRedisPubSubConnection<String, byte[]>> pubSub() {
            return membersKnown()
                    .then(Mono.fromCompletionStage(() -> client.connectPubSubAsync(CODEC))
                            .map(open -> open));
        }

        /// Lettuce asks for the members by itself only where it may block.
        private Mono<Void> membersKnown() {
            return Mono.fromCompletionStage(client::refreshPartitionsAsync);
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }

    private static ClientOptions.Builder common(ClientOptions.Builder options, RedisProperties properties) {
        return options.socketOptions(SocketOptions.builder()
                        .connectTimeout(properties.connectTimeout())
                        .keepAlive(true)
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(properties.gatewayTimeout()))
                // While it is away, nobody queues up for it.
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(properties.requestQueueSize());
    }
}

package dev.boxoffice.event.live;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/// Makes an open connection cheap: thousands watch, and what each costs while nothing happens is what counts.
@Component
class ConnectionLimitCustomizer implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {

    /// Frames are small, and larger bodies bypass these buffers.
    private static final int SOCKET_BUFFER_BYTES = 2_048;

    /// What the kernel keeps for a reader who does not read; left alone it would grow to 4 MB for each.
    private static final int KERNEL_SEND_BUFFER_BYTES = 128 * 1_024;

    private static final long IDLE_SECONDS = 10;

    private final LiveProperties properties;

    ConnectionLimitCustomizer(LiveProperties properties) {
        this.properties = properties;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", Integer.toString(SOCKET_BUFFER_BYTES));
            connector.setProperty("socket.appWriteBufSize", Integer.toString(SOCKET_BUFFER_BYTES));
            connector.setProperty("socket.txBufSize", Integer.toString(KERNEL_SEND_BUFFER_BYTES));
            connector.getProtocolHandler().setExecutor(bounded());
        });
    }

    /// Virtual threads, but not without end: when a crowd arrives at once, a request that waits its turn costs
    /// nothing, one that is being read costs Tomcat about 90 KB.
    private Executor bounded() {
        var threads = properties.maxRequests();
        var executor = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofVirtual().name("request-", 0).factory());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /// After Spring Boot's own customizers, which set an executor without a bound.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}

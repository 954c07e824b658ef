package dev.boxoffice.gateway.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;
import org.springframework.stereotype.Component;

/// Where a request comes from: the connection's peer, or what a trusted proxy in front says of it.
@Component
public class ClientAddressResolver {

    private final InetAddressMatcher trusted;

    ClientAddressResolver(GatewayWebProperties properties) {
        this.trusted = properties.trustedProxies().isEmpty()
                ? _ -> false
                : InetAddressMatchers.builder()
                        .includeAddresses(properties.trustedProxies())
                        .build();
    }

    /// The nearest address that is not one of our own proxies: everything left of it could be invented by the client.
    public InetAddress of(ServerHttpRequest request) {
        InetAddress nearest = peer(request);
        if (!isTrusted(nearest)) {
            return nearest;
        }
        List<String> hops = request.getHeaders().getValuesAsList("X-Forwarded-For");
        for (int i = hops.size() - 1; i >= 0 && isTrusted(nearest); i--) {
            InetAddress hop = parse(hops.get(i));
            if (hop == null) {
                break;
            }
            nearest = hop;
        }
        return nearest;
    }

    /// The address as limits count it: an IPv6 customer has a whole /64 to themselves.
    public String networkOf(ServerHttpRequest request) {
        InetAddress address = of(request);
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, 8)
                : address.getHostAddress();
    }

    /// True when the client speaks TLS, with us or with a trusted proxy in front of us.
    public boolean isSecure(ServerHttpRequest request) {
        return "https".equals(scheme(request));
    }

    public String scheme(ServerHttpRequest request) {
        String forwarded = isTrusted(peer(request)) ? request.getHeaders().getFirst("X-Forwarded-Proto") : null;
        if (forwarded != null) {
            return "https".equalsIgnoreCase(forwarded.strip()) ? "https" : "http";
        }
        return request.getSslInfo() != null ? "https" : "http";
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.matches(address);
    }

    private static InetAddress peer(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        InetAddress address = remote == null ? null : remote.getAddress();
        return address == null ? InetAddress.getLoopbackAddress() : address;
    }

    private static @Nullable InetAddress parse(String hop) {
        try {
            return InetAddress.ofLiteral(hop.strip());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}

package dev.boxoffice.standalone.issuer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets every request seem to have come to the issuer's public address: whatever is derived from it, such as
/// where to go after the login, then leads through the gateway and not past it.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PublicAddressFilter extends OncePerRequestFilter {
    private final URI address;

    PublicAddressFilter(IssuedTokenProperties oidc) {
        this.address = oidc.issuer();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Addressed(request, address), response);
    }

    private static final class Addressed extends HttpServletRequestWrapper {
        private final URI address;

        Addressed(HttpServletRequest request, URI address) {
            super(request);
            this.address = address;
        }

        @Override
        public String getScheme() {
            return address.getScheme();
        }

        @Override
        public boolean isSecure() {
            return "https".equals(getScheme());
        }

        @Override
        public String getServerName() {
            return address.getHost();
        }

        @Override
        public int getServerPort() {
            return address.getPort() > 0 ? address.getPort() : isSecure() ? 443 : 80;
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(address.resolve(getRequestURI()).toString());
        }
    }
}

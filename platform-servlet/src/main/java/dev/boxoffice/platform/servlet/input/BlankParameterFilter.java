package dev.boxoffice.platform.servlet.input;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/// A blank value of a query is absent, whoever reads it and however: `?cursor=` says as much as nothing.
final class BlankParameterFilter extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getQueryString() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new PresentParameters(request), response);
    }

    /// The parameters as the caller wrote them, blank ones among them.
    static Map<String, String[]> asGiven(HttpServletRequest request) {
        var present = WebUtils.getNativeRequest(request, PresentParameters.class);
        return (present == null ? request : present.getRequest()).getParameterMap();
    }

    private static final class PresentParameters extends HttpServletRequestWrapper {

        PresentParameters(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            var given = super.getParameterValues(name);
            if (given == null) {
                return null;
            }
            var present = Arrays.stream(given).filter(value -> !value.isBlank()).toArray(String[]::new);
            return present.length == 0 ? null : present;
        }

        @Override
        public @Nullable String getParameter(String name) {
            var present = getParameterValues(name);
            return present == null ? null : present[0];
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            var present = new LinkedHashMap<String, String[]>();
            for (var name : super.getParameterMap().keySet()) {
                var values = getParameterValues(name);
                if (values != null) {
                    present.put(name, values);
                }
            }
            return Collections.unmodifiableMap(present);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(getParameterMap().keySet());
        }
    }
}

package dev.boxoffice.platform.servlet.input;

import dev.boxoffice.platform.input.QueryParameterNames;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses a query that says more than its operation reads ([QueryParameterNames]).
final class QueryParameterInterceptor implements HandlerInterceptor {
    private final Map<HandlerMethod, QueryParameterNames> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null
                && request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method) {
            var given = new LinkedHashMap<String, List<String>>();
            BlankParameterFilter.asGiven(request).forEach((name, values) -> given.put(name, List.of(values)));
            known.computeIfAbsent(method, QueryParameterNames::of).check(given);
        }
        return true;
    }
}

package dev.boxoffice.platform.servlet.input;

import dev.boxoffice.platform.input.PlainText;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.FieldErrors;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses a query that says more than its operation reads: an unknown parameter, one given twice, a value that is no
/// plain text. `utm_*`, which campaigns add to every link, is passed over.
final class QueryParameterInterceptor implements HandlerInterceptor {
    private static final String PASSED_OVER = "utm_";
    private static final List<String> PAGE = List.of("page", "size");

    /// @param names all that may be given
    /// @param repeatable those that may be given several times
    private record Known(Set<String> names, Set<String> repeatable) {}

    private final Map<HandlerMethod, Known> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null
                && request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method) {
            check(request.getParameterMap(), known.computeIfAbsent(method, QueryParameterInterceptor::knownBy));
        }
        return true;
    }

    private static void check(Map<String, String[]> given, Known known) {
        var errors = FieldErrors.collect();
        given.forEach((name, values) -> {
            if (name.startsWith(PASSED_OVER)) {
                return;
            }
            errors.rejectIf(!known.names().contains(name), name, "is not a parameter of this operation");
            errors.rejectIf(
                    values.length > 1
                            && known.names().contains(name)
                            && !known.repeatable().contains(name),
                    name,
                    "must be given once");
            for (var value : values) {
                PlainText.fault(value).ifPresent(fault -> errors.reject(name, fault));
            }
        });
        errors.throwIfAny();
    }

    private static Known knownBy(HandlerMethod method) {
        var names = new HashSet<String>();
        var repeatable = new HashSet<String>();
        for (var parameter : method.getMethodParameters()) {
            add(parameter, names, repeatable);
        }
        var own = method.getMethodAnnotation(QueryParameters.class);
        if (own != null) {
            names.addAll(List.of(own.value()));
        }
        return new Known(Set.copyOf(names), Set.copyOf(repeatable));
    }

    private static void add(MethodParameter parameter, Set<String> names, Set<String> repeatable) {
        var annotation = parameter.getParameterAnnotation(RequestParam.class);
        var type = parameter.getParameterType();
        if (annotation != null) {
            var name = annotation.name().isEmpty() ? nameOf(parameter) : annotation.name();
            names.add(name);
            if (Collection.class.isAssignableFrom(type) || type.isArray()) {
                repeatable.add(name);
            }
        } else if (type == PageQuery.class) {
            names.addAll(PAGE);
        } else if (type.isRecord() && parameter.getParameterAnnotations().length == 0) {
            for (var component : type.getRecordComponents()) {
                if (BeanUtils.isSimpleProperty(component.getType())) {
                    names.add(component.getName());
                }
            }
        }
    }

    private static String nameOf(MethodParameter parameter) {
        parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
        var name = parameter.getParameterName();
        return name == null ? "" : name;
    }
}

package dev.boxoffice.platform.input;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.BeanUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/// The parameters one operation reads; a query that says more is refused: an unknown parameter, one given twice, a
/// value that is no plain text. `utm_*`, which campaigns add to every link, is passed over.
///
/// @param names all that may be given
/// @param repeatable those that may be given several times
/// @param others whether any others are passed over
public record QueryParameterNames(Set<String> names, Set<String> repeatable, boolean others) {
    private static final String PASSED_OVER = "utm_";
    private static final List<String> PAGE = List.of("page", "size");

    public static QueryParameterNames of(HandlerMethod method) {
        var own = method.getMethodAnnotation(QueryParameters.class);
        var names = own == null ? new HashSet<String>() : new HashSet<>(List.of(own.value()));
        var repeatable = new HashSet<String>();
        for (var parameter : method.getMethodParameters()) {
            add(parameter, names, repeatable);
        }
        return new QueryParameterNames(Set.copyOf(names), Set.copyOf(repeatable), own != null && own.others());
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422, naming every parameter that is refused
    public void check(Map<String, List<String>> given) {
        var errors = FieldErrors.collect();
        given.forEach((name, values) -> {
            if (name.startsWith(PASSED_OVER) || (others && !names.contains(name))) {
                return;
            }
            errors.rejectIf(!names.contains(name), name, "is not a parameter of this operation");
            errors.rejectIf(
                    values.size() > 1 && names.contains(name) && !repeatable.contains(name),
                    name,
                    "must be given once");
            for (var value : values) {
                if (value != null) {
                    PlainText.fault(value).ifPresent(fault -> errors.reject(name, fault));
                }
            }
        });
        errors.throwIfAny();
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
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        var name = parameter.getParameterName();
        return name == null ? "" : name;
    }
}

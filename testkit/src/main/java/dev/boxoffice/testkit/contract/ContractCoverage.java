package dev.boxoffice.testkit.contract;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.boxoffice.testkit.contract.ApiContract.Place;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Holds a service's controllers against its operations of the contract: each has the other, with the same parameters,
/// and with bodies of the same members.
public final class ContractCoverage {

    /// Known by its name, since this module knows no service's classes.
    private static final String IDEMPOTENT = "Idempotent";

    private static final Set<String> UNDESCRIBED_HEADERS = Set.of("Authorization");
    /// Read by filters, and by Spring for whatever has an `ETag`, not by the controllers.
    private static final Set<String> READ_FOR_ALL = Set.of("x-request-id", "if-none-match");
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> REFUSALS = Set.of("400", "422");
    private static final Set<String> REFUSALS_OF_BODIES = Set.of("400", "408", "415", "422");
    private static final String CALLER = "Caller";
    private static final Set<String> WHOLE_REQUEST =
            Set.of("HttpServletRequest", "ServerWebExchange", "ServerHttpRequest", "HttpHeaders");
    private static final Set<String> WHOLE_RESPONSE = Set.of("HttpServletResponse", "ServerWebExchange");

    private final ApiContract contract;
    private final String service;
    private final List<ApiMapping> mappings;
    private final Include inclusion;
    private final List<String> found = new ArrayList<>();

    private ContractCoverage(ApiContract contract, String service, List<ApiMapping> mappings, Include inclusion) {
        this.contract = contract;
        this.service = service;
        this.mappings = mappings.stream().filter(ApiMapping::isOfTheApi).toList();
        this.inclusion = inclusion;
    }

    /// Of a service; each leaves out what is null.
    ///
    /// @return what differs, one line each; empty where contract and code agree
    public static List<String> differences(String service, List<ApiMapping> mappings) {
        return differences(ApiContract.shared(), service, mappings);
    }

    static List<String> differences(ApiContract contract, String service, List<ApiMapping> mappings) {
        return new ContractCoverage(contract, service, mappings, Include.NON_NULL).compare();
    }

    /// What strict input refuses anywhere: an address or a parameter, and of a body its type and its pace.
    private void compareRefusals(ApiOperation operation) {
        var refusals = looksAtBodies(operation) ? REFUSALS_OF_BODIES : REFUSALS;
        refusals.stream()
                .filter(status -> !operation.statuses().contains(status))
                .forEach(status -> found.add(operation + ": " + status + " is not described, and is answered to all"));
    }

    /// A service also looks whether there is one where it reads none.
    private static boolean looksAtBodies(ApiOperation operation) {
        return operation.requestBody().isPresent()
                || (WRITES.contains(operation.method()) && !operation.service().equals("gateway"));
    }

    /// Whose object it is about decides who may call it; [dev.boxoffice.testkit.contract.probe.AccessMatrix] tries it.
    private void compareOwnership(ApiOperation operation) {
        var ownership = operation.ownership();
        if (operation.needsToken()
                && !ownership.text().equals("none")
                && !(ownership.child("object").exists()
                        && ownership.child("foreign").exists())) {
            found.add(operation + ": x-ownership does not say whose object it is about, or `none`");
        }
    }

    private List<String> compare() {
        var operations = contract.operations().stream()
                .filter(operation -> operation.service().equals(service))
                .collect(Collectors.toMap(ContractCoverage::address, Function.identity()));
        var mapped = mappings.stream().collect(Collectors.groupingBy(ContractCoverage::address));
        new TreeSet<>(operations.keySet())
                .stream()
                        .filter(address -> !mapped.containsKey(address))
                        .forEach(address ->
                                found.add(operations.get(address) + ": no controller of the service takes it"));
        mapped.forEach((address, all) -> {
            var operation = operations.get(address);
            if (operation == null) {
                found.add(all.getFirst() + ": the contract has no operation for it with x-service: " + service);
            } else {
                all.forEach(mapping -> compare(operation, mapping));
                compareRefusals(operation);
                compareOwnership(operation);
            }
        });
        return found.stream().sorted().distinct().toList();
    }

    private static String address(ApiOperation operation) {
        return operation.method() + " " + operation.path();
    }

    private static String address(ApiMapping mapping) {
        return mapping.method() + " " + mapping.path();
    }

    private void compare(ApiOperation operation, ApiMapping mapping) {
        var parameters = List.of(mapping.handler().getParameters());
        compareNames(operation, "path", operation.parameterNames("path"), named(parameters, PathVariable.class));
        if (parameters.stream().noneMatch(ContractCoverage::takesAnyQuery)) {
            var query = named(parameters, RequestParam.class);
            parameters.stream()
                    .filter(ContractCoverage::isReadFromQuery)
                    .forEach(parameter ->
                            query.addAll(Arrays.stream(parameter.getType().getRecordComponents())
                                    .map(RecordComponent::getName)
                                    .toList()));
            compareNames(operation, "query", operation.parameterNames("query"), query);
        }
        compareHeaders(operation, mapping, parameters);
        parameters.stream()
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class) && !takesAnyQuery(parameter))
                .forEach(parameter -> compareQuery(operation, parameter));
        compareRequestBody(operation, parameters);
        if (!writesItself(mapping)) {
            compareAnswers(operation, mapping.handler().getGenericReturnType());
        }
    }

    /// A record of query parameters, `PageQuery` for one.
    private static boolean isReadFromQuery(Parameter parameter) {
        var isBody = parameter.isAnnotationPresent(RequestBody.class);
        return parameter.getType().isRecord() && !isBody && !is(parameter, CALLER);
    }

    private void compareNames(ApiOperation operation, String in, Set<String> described, Set<String> taken) {
        if (!described.equals(taken)) {
            found.add("%s: its %s parameters are %s in the contract and %s in the code"
                    .formatted(operation, in, described, taken));
        }
    }

    private static boolean takesAnyQuery(Parameter parameter) {
        return (parameter.isAnnotationPresent(RequestParam.class) && Map.class.isAssignableFrom(parameter.getType()))
                || WHOLE_REQUEST.contains(parameter.getType().getSimpleName());
    }

    private static boolean writesItself(ApiMapping mapping) {
        return Arrays.stream(mapping.handler().getParameterTypes())
                .anyMatch(type -> WHOLE_RESPONSE.contains(type.getSimpleName()));
    }

    private void compareHeaders(ApiOperation operation, ApiMapping mapping, List<Parameter> parameters) {
        var described = lowerCase(operation.parameterNames("header"));
        var taken = named(parameters, RequestHeader.class);
        taken.removeAll(UNDESCRIBED_HEADERS);
        if (Arrays.stream(mapping.handler().getAnnotations()).anyMatch(it -> is(it, IDEMPOTENT))) {
            taken.add("Idempotency-Key");
        }
        var missing = new TreeSet<>(lowerCase(taken));
        missing.removeAll(described);
        var unread = new TreeSet<>(described);
        unread.removeAll(lowerCase(taken));
        unread.removeAll(READ_FOR_ALL);
        if (!missing.isEmpty()) {
            found.add(operation + ": the contract lacks the headers " + missing);
        }
        var readsWhatItLikes = parameters.stream().anyMatch(ContractCoverage::takesAnyQuery);
        if (!unread.isEmpty() && !readsWhatItLikes) {
            found.add(operation + ": the code does not read the headers " + unread);
        }
    }

    private static Set<String> lowerCase(Set<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void compareQuery(ApiOperation operation, Parameter parameter) {
        var annotation = parameter.getAnnotation(RequestParam.class);
        var name = nameOf(parameter, annotation.name(), annotation.value());
        operation.parameter("query", name).ifPresent(described -> {
            var mustBeGiven = annotation.required()
                    && annotation
                            .defaultValue()
                            .equals(org.springframework.web.bind.annotation.ValueConstants.DEFAULT_NONE);
            if (described.child("required").node().asBoolean() != mustBeGiven) {
                found.add("%s: that %s must be given is %s in the code".formatted(operation, name, mustBeGiven));
            }
        });
    }

    private void compareRequestBody(ApiOperation operation, List<Parameter> parameters) {
        var described = operation.requestBody().orElse(null);
        var taken = parameters.stream()
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .findFirst()
                .orElse(null);
        if (described == null || taken == null) {
            var streamed = parameters.stream().anyMatch(ContractCoverage::takesAnyQuery);
            if (taken != null || (described != null && !streamed)) {
                found.add("%s: a request body is described: %s, is taken: %s"
                        .formatted(operation, described != null, taken != null));
            }
            return;
        }
        var annotation = taken.getAnnotation(RequestBody.class);
        if (described.child("required").node().asBoolean() != annotation.required()) {
            found.add("%s: that there must be a body is %s in the code".formatted(operation, annotation.required()));
        }
        if (taken.getType() == String.class || taken.getType() == byte[].class) {
            return; // reads it itself
        }
        schemas(described)
                .forEach(schema -> new SchemaComparison(contract, null, operation.toString(), found)
                        .compare(taken.getParameterizedType(), schema, "request"));
    }

    private void compareAnswers(ApiOperation operation, Type returned) {
        var type = unwrapped(returned);
        for (var status : operation.statuses()) {
            if (status.startsWith("2")) {
                var response = operation.response(Integer.parseInt(status)).orElseThrow();
                compareAnswer(operation, type, status, response);
            }
        }
    }

    private void compareAnswer(ApiOperation operation, @Nullable Type type, String status, Place response) {
        var schemas = schemas(response);
        if (type == null) {
            found.add(operation + ": the code does not say what it answers; name the type instead of `?`");
        } else if (type == Void.class || type == void.class) {
            if (response.child("content").exists()) {
                found.add("%s: the code answers %s without a body".formatted(operation, status));
            }
        } else if (schemas.isEmpty() && !response.child("content").exists() && !status.equals("204")) {
            found.add("%s: the code answers %s with a body".formatted(operation, status));
        } else if (type != String.class && type != byte[].class) { // JSON that was written before
            schemas.forEach(schema -> new SchemaComparison(contract, inclusion, operation.toString(), found)
                    .compare(type, schema, status));
        }
    }

    /// The schemas of a body's JSON; streams and files have none to compare.
    private static List<Place> schemas(Place owner) {
        var content = owner.child("content");
        return content.node().properties().stream()
                .filter(entry -> entry.getKey().endsWith("json"))
                .map(entry -> content.child(entry.getKey()).child("schema"))
                .filter(Place::exists)
                .toList();
    }

    /// What is inside `ResponseEntity`, `Mono` and the like; null for a wildcard.
    private static @Nullable Type unwrapped(Type returned) {
        if (returned instanceof java.lang.reflect.WildcardType) {
            return null;
        }
        if (returned instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            var isWrapper = HttpEntity.class.isAssignableFrom(raw)
                    || raw.getSimpleName().equals("Mono");
            return isWrapper ? unwrapped(generic.getActualTypeArguments()[0]) : returned;
        }
        return returned;
    }

    private static Set<String> named(List<Parameter> parameters, Class<? extends Annotation> kind) {
        var names = new TreeSet<String>();
        for (var parameter : parameters) {
            var annotation = parameter.getAnnotation(kind);
            switch (annotation) {
                case PathVariable path -> names.add(nameOf(parameter, path.name(), path.value()));
                case RequestParam query
                when !takesAnyQuery(parameter) -> names.add(nameOf(parameter, query.name(), query.value()));
                case RequestHeader header
                when !takesAnyQuery(parameter) -> names.add(nameOf(parameter, header.name(), header.value()));
                case null, default -> {}
            }
        }
        return names;
    }

    private static String nameOf(Parameter parameter, String name, String value) {
        if (!name.isEmpty()) {
            return name;
        }
        return value.isEmpty() ? parameter.getName() : value;
    }

    private static boolean is(Parameter parameter, String type) {
        return parameter.getType().getSimpleName().equals(type);
    }

    private static boolean is(Annotation annotation, String type) {
        return annotation.annotationType().getSimpleName().equals(type);
    }
}

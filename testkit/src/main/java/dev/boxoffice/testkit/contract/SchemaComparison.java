package dev.boxoffice.testkit.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.boxoffice.testkit.contract.ApiContract.Place;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Holds a Java type, as Jackson reads or writes it, against a schema: records have exactly the schema's properties,
/// enums its values, lists its elements.
final class SchemaComparison {

    private static final Set<Class<?>> WHOLE = Set.of(
            int.class,
            long.class,
            short.class,
            Integer.class,
            Long.class,
            Short.class,
            OptionalInt.class,
            OptionalLong.class);
    private static final Set<Class<?>> BROKEN =
            Set.of(double.class, float.class, Double.class, Float.class, BigDecimal.class);

    private final ApiContract contract;
    private final @Nullable Include inclusion;
    private final String operation;
    private final List<String> found;
    private final Set<List<Object>> seen = new HashSet<>();

    /// @param inclusion what the service writes of its own accord; null where it reads, and anything may be absent
    SchemaComparison(ApiContract contract, @Nullable Include inclusion, String operation, List<String> found) {
        this.contract = contract;
        this.inclusion = inclusion;
        this.operation = operation;
        this.found = found;
    }

    void compare(Type type, Place described, String at) {
        var schema = contract.resolve(described);
        if (!seen.add(List.of(type, schema.pointer()))) {
            return;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            compareGeneric(raw, generic.getActualTypeArguments(), schema, at);
        } else if (type instanceof Class<?> plain) {
            comparePlain(plain, schema, at);
        } else {
            report(at, "is of the type " + type + ", of which nothing can be said");
        }
    }

    private void compareGeneric(Class<?> raw, Type[] arguments, Place schema, String at) {
        if (Collection.class.isAssignableFrom(raw)) {
            var list = alternative(schema, "array");
            if (hasType(list, "array", at)) {
                compare(arguments[0], list.child("items"), at + "[]");
            }
        } else if (Map.class.isAssignableFrom(raw)) {
            if (hasType(schema, "object", at)
                    && schema.child("additionalProperties").node().isObject()) {
                compare(arguments[1], schema.child("additionalProperties"), at + ".*");
            }
        } else if (raw == Optional.class) {
            compare(arguments[0], schema, at);
        } else {
            comparePlain(raw, schema, at);
        }
    }

    private void comparePlain(Class<?> type, Place schema, String at) {
        var value = jsonValue(type);
        if (type.isEnum()) {
            compareEnum(type, value, schema, at);
        } else if (value != null) {
            compare(value.getGenericReturnType(), schema, at);
        } else if (type.isRecord()) {
            compareRecord(type, schema, at);
        } else if (type.isArray() && type != byte[].class) {
            if (hasType(schema, "array", at)) {
                compare(type.getComponentType(), schema.child("items"), at + "[]");
            }
        } else if (WHOLE.contains(type)) {
            hasType(schema, "integer", at);
        } else if (BROKEN.contains(type)) {
            hasType(schema, "number", at);
        } else if (type == boolean.class || type == Boolean.class) {
            hasType(schema, "boolean", at);
        } else if (type.getName().startsWith("java.") && type != Object.class) {
            hasType(schema, "string", at);
        }
        // What else there is reads its JSON itself.
    }

    /// What is read may be written in several ways.
    private static Place alternative(Place schema, String wanted) {
        var alternatives = schema.child("oneOf");
        for (var i = 0; i < alternatives.node().size(); i++) {
            var one = new Place(
                    alternatives.pointer() + "/" + i, alternatives.node().get(i));
            if (wanted.equals(one.child("type").text())) {
                return one;
            }
        }
        return schema;
    }

    private boolean hasType(Place schema, String wanted, String at) {
        var type = schema.child("type").node();
        var types = new TreeSet<String>();
        if (type.isArray()) {
            type.forEach(one -> types.add(one.asText()));
        } else if (schema.child("type").exists()) {
            types.add(type.asText());
        }
        types.remove("null");
        if (!types.equals(Set.of(wanted))) {
            report(at, "is %s in the contract and %s in the code".formatted(types, wanted));
            return false;
        }
        return true;
    }

    private void compareEnum(Class<?> type, @Nullable Method value, Place schema, String at) {
        var inCode = Arrays.stream(type.getEnumConstants())
                .map(constant -> text(type, constant, value))
                .collect(Collectors.toCollection(TreeSet::new));
        var described = new TreeSet<String>();
        schema.child("enum").node().forEach(one -> described.add(one.asText()));
        if (schema.child("const").exists()) {
            described.add(schema.child("const").text());
        }
        if (!described.equals(inCode)) {
            report(at, "has the values %s in the contract and %s in the code".formatted(described, inCode));
        }
    }

    private static String text(Class<?> type, Object constant, @Nullable Method value) {
        try {
            if (value != null) {
                value.setAccessible(true);
                return String.valueOf(value.invoke(constant));
            }
            var name = ((Enum<?>) constant).name();
            var property = type.getField(name).getAnnotation(JsonProperty.class);
            return property == null || property.value().isEmpty() ? name : property.value();
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(hidden);
        }
    }

    private void compareRecord(Class<?> type, Place schema, String at) {
        var components = new TreeMap<String, RecordComponent>();
        for (var component : type.getRecordComponents()) {
            if (!component.isAnnotationPresent(JsonIgnore.class)
                    && !component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                components.put(nameOf(component), component);
            }
        }
        schema.child("x-refused").node().forEach(name -> components.remove(name.asText()));
        var described = new TreeSet<String>();
        schema.child("properties").node().fieldNames().forEachRemaining(described::add);
        if (!described.equals(components.keySet())) {
            var missing = new TreeSet<>(components.keySet());
            missing.removeAll(described);
            var unknown = new TreeSet<>(described);
            unknown.removeAll(components.keySet());
            report(
                    at,
                    "%s lacks %s in the contract, which has %s instead"
                            .formatted(type.getSimpleName(), missing, unknown));
        }
        if (!schema.child("additionalProperties").text().equals("false")) {
            report(at, "does not say additionalProperties: false in the contract");
        }
        if (inclusion != null) {
            compareRequired(type, components, schema, at, inclusion);
        }
        components.forEach((name, component) -> {
            if (described.contains(name)) {
                compare(component.getGenericType(), schema.child("properties").child(name), at + "." + name);
            }
        });
    }

    /// Jackson leaves out what is null, unless a type says otherwise.
    private void compareRequired(
            Class<?> type, Map<String, RecordComponent> components, Place schema, String at, Include byDefault) {
        var always = components.entrySet().stream()
                .filter(entry -> isAlwaysWritten(type, entry.getValue(), byDefault))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        var required = new TreeSet<String>();
        schema.child("required").node().forEach(one -> required.add(one.asText()));
        if (!required.equals(always)) {
            report(
                    at,
                    "%s always has %s by the contract and %s by the code"
                            .formatted(type.getSimpleName(), required, always));
        }
    }

    private static boolean isAlwaysWritten(Class<?> type, RecordComponent component, Include byDefault) {
        return switch (inclusion(type, component, byDefault)) {
            case ALWAYS -> true;
            case NON_EMPTY, NON_DEFAULT -> false;
            default -> !isNullable(component) && component.getType() != Optional.class;
        };
    }

    private static Include inclusion(Class<?> type, RecordComponent component, Include byDefault) {
        for (var place : List.<AnnotatedElement>of(component, component.getAccessor(), type)) {
            var inclusion = place.getAnnotation(JsonInclude.class);
            if (inclusion != null) {
                return inclusion.value();
            }
        }
        return byDefault;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String nameOf(RecordComponent component) {
        var property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    private static @Nullable Method jsonValue(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .findFirst()
                .orElse(null);
    }

    private void report(String at, String what) {
        found.add(operation + ": " + at + " " + what);
    }
}

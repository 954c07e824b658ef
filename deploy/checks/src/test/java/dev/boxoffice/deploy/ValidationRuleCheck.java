package dev.boxoffice.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The rules of a CustomResourceDefinition in CEL (`x-kubernetes-validations`), after its defaults are
/// filled in: what the API server does to an object that is made. Rules that compare with the object as it
/// was (`oldSelf`) are about changes, and left out.
final class ValidationRuleCheck {

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .addVar("self", SimpleType.DYN)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings())
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .addLibraries(CelExtensions.strings())
            .build();

    /// A property of such a name reads `__namespace__` in a rule.
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

    /// Which rules the object breaks, each with the place.
    List<String> problems(JsonNode schema, JsonNode object) {
        var whole = object.deepCopy();
        fill(schema, whole);
        var problems = new ArrayList<String>();
        visit(schema, whole, "", problems);
        return problems;
    }

    private static void fill(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                var inside = property.getValue();
                if (!object.has(property.getKey()) && inside.has("default")) {
                    object.set(property.getKey(), inside.get("default").deepCopy());
                }
                fill(inside, object.path(property.getKey()));
            });
            if (schema.path("additionalProperties").isObject()) {
                object.forEach(it -> fill(schema.path("additionalProperties"), it));
            }
        } else if (value instanceof ArrayNode array) {
            array.forEach(it -> fill(schema.path("items"), it));
        }
    }

    private void visit(JsonNode schema, JsonNode value, String place, List<String> problems) {
        if (value.isMissingNode()) {
            return;
        }
        for (var rule : schema.path("x-kubernetes-validations")) {
            var text = rule.path("rule").asText();
            if (!text.contains("oldSelf") && !holds(text, value)) {
                problems.add(place + ": " + rule.path("message").asText(text));
            }
        }
        schema.path("properties")
                .properties()
                .forEach(property -> visit(
                        property.getValue(), value.path(property.getKey()), place + "." + property.getKey(), problems));
        if (schema.path("additionalProperties").isObject()) {
            value.properties()
                    .forEach(it -> visit(
                            schema.path("additionalProperties"), it.getValue(), place + "." + it.getKey(), problems));
        }
        if (value.isArray()) {
            for (var n = 0; n < value.size(); n++) {
                visit(schema.path("items"), value.get(n), place + "[" + n + "]", problems);
            }
        }
    }

    private boolean holds(String rule, JsonNode self) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("self", value(self));
        try {
            return Boolean.TRUE.equals(
                    programs.computeIfAbsent(rule, ValidationRuleCheck::program).eval(variables));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("cannot be evaluated: " + rule, e);
        }
    }

    private static CelRuntime.Program program(String rule) {
        try {
            return RUNTIME.createProgram(COMPILER.compile(rule).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("cannot be read: " + rule, e);
        }
    }

    private static @Nullable Object value(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                json.properties()
                        .forEach(it -> map.put(
                                RESERVED.contains(it.getKey()) ? "__" + it.getKey() + "__" : it.getKey(),
                                value(it.getValue())));
                yield map;
            }
            case ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                json.forEach(it -> list.add(value(it)));
                yield list;
            }
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> {
                if (json.isIntegralNumber()) {
                    yield json.longValue();
                }
                yield json.doubleValue();
            }
            case STRING -> json.textValue();
            default -> null;
        };
    }
}

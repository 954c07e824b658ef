package dev.boxoffice.testkit.contract.probe;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// What is probed: a running service, a token that may call all of it, and things that exist there.
///
/// @param process its address
/// @param name as `x-service` of the contract names it
/// @param variables values of path variables, by name; those of one operation as `operationId.name`
/// @param members values that take the place of the examples' in bodies, by the member's name
/// @param headers sent with every request whose operation takes them
public record ProbedService(
        URI process,
        String name,
        String token,
        Map<String, String> variables,
        Map<String, String> members,
        Map<String, String> headers) {

    public static ProbedService of(URI process, String name, String token) {
        return new ProbedService(process, name, token, Map.of(), Map.of(), Map.of());
    }

    public ProbedService variable(String variable, Object value) {
        return new ProbedService(process, name, token, with(variables, variable, value), members, headers);
    }

    public ProbedService member(String member, Object value) {
        return new ProbedService(process, name, token, variables, with(members, member, value), headers);
    }

    public ProbedService header(String header, Object value) {
        return new ProbedService(process, name, token, variables, members, with(headers, header, value));
    }

    private static Map<String, String> with(Map<String, String> map, String name, Object value) {
        var more = new HashMap<>(map);
        more.put(name, value.toString());
        return Map.copyOf(more);
    }
}

package dev.boxoffice.testkit.contract;

import dev.boxoffice.testkit.contract.ApiContract.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One operation of the contract.
///
/// @param path with its variables in braces
/// @param place where the document describes it
/// @param parameters of the path and of the operation, perhaps still as references
public record ApiOperation(ApiContract contract, String method, String path, Place place, List<Place> parameters) {

    public String id() {
        return place.child("operationId").text();
    }

    /// The service that answers it: `x-service`.
    public String service() {
        return place.child("x-service").text();
    }

    /// The roles of which its caller needs one; empty where any will do.
    public Set<String> roles() {
        return words(place.child("x-roles"));
    }

    /// Whether it is refused to whoever is not signed in.
    public boolean needsToken() {
        var security = place.child("security").node();
        return security.isMissingNode()
                || (!security.isEmpty() && !security.get(0).isEmpty());
    }

    /// `x-proof`: who calls proves themselves by something else than a token, and is refused with 401 without it.
    public boolean needsProof() {
        return place.child("x-proof").exists();
    }

    /// `x-ownership`: whose object the call is about, where it is somebody's.
    public Place ownership() {
        return place.child("x-ownership");
    }

    static Set<String> words(Place list) {
        var words = new TreeSet<String>();
        list.node().forEach(word -> words.add(word.asText()));
        return words;
    }

    boolean takes(String requested) {
        var described = path.split("/", -1);
        var given = requested.split("/", -1);
        return described.length == given.length
                && IntStream.range(0, given.length)
                        .allMatch(i -> isVariable(described[i]) ? !given[i].isEmpty() : described[i].equals(given[i]));
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    int literalSegments() {
        return (int) Arrays.stream(path.split("/", -1))
                .filter(segment -> !isVariable(segment))
                .count();
    }

    /// The names of the parameters in `path`, `query` or `header`.
    public Set<String> parameterNames(String in) {
        return parameters.stream()
                .map(contract::resolve)
                .filter(parameter -> parameter.child("in").text().equals(in))
                .map(parameter -> parameter.child("name").text())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public Optional<Place> parameter(String in, String name) {
        return parameters.stream()
                .map(contract::resolve)
                .filter(parameter -> parameter.child("in").text().equals(in))
                .filter(parameter -> parameter.child("name").text().equalsIgnoreCase(name))
                .findFirst();
    }

    public Optional<Place> requestBody() {
        return Optional.of(place.child("requestBody")).filter(Place::exists).map(contract::resolve);
    }

    /// The statuses it may answer with, as the contract writes them: `200`, `4XX`, `default`.
    public Set<String> statuses() {
        var statuses = new TreeSet<String>();
        place.child("responses").node().fieldNames().forEachRemaining(statuses::add);
        return statuses;
    }

    Optional<Place> response(int status) {
        var responses = place.child("responses");
        return List.of(String.valueOf(status), status / 100 + "XX", "default").stream()
                .map(responses::child)
                .filter(Place::exists)
                .findFirst()
                .map(contract::resolve);
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + id() + ")";
    }
}

package dev.boxoffice.testkit.contract.probe;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.boxoffice.testkit.contract.ApiContract;
import dev.boxoffice.testkit.contract.ApiOperation;
import dev.boxoffice.testkit.contract.ContractValidator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Walks the contract and sends each operation of a service what the contract does not allow, one thing wrong at
/// a time and some at once. Nothing may fail with 5xx, nothing may be accepted in silence, and a refusal names
/// the field. The requests are the same in every run.
public final class ContractFuzzer {

    private static final long SEED = 20261128;
    private static final String INVALID = "/problems/validation-failed";
    private static final String SIGNATURE = "Stripe-Signature";
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String GATEWAY = "gateway";
    private static final int UNPROVED = 401;
    private static final int SHOWN = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiContract contract = ApiContract.shared();
    private final ContractValidator validator = ContractValidator.shared();
    private final ProbeClient client;
    private final ProbedService service;

    private ContractFuzzer(ProbedService service) {
        this.service = service;
        this.client = new ProbeClient(service.process());
    }

    /// A test for each operation of the service.
    public static Stream<DynamicTest> tests(ProbedService service) {
        var fuzzer = new ContractFuzzer(service);
        return fuzzer.contract.operations().stream()
                .filter(operation -> operation.service().equals(service.name()))
                .map(operation -> dynamicTest(operation.toString(), () -> fuzzer.check(operation)));
    }

    private void check(ApiOperation operation) {
        var faults = new ArrayList<String>();
        var cases = cases(operation);
        cases.forEach(one -> faultOf(one).ifPresent(fault -> faults.add(one.what() + "\n      → " + fault)));
        if (!faults.isEmpty()) {
            throw new AssertionError("%d of %d requests to %s were answered wrongly:\n  - %s"
                    .formatted(faults.size(), cases.size(), operation, String.join("\n  - ", faults)));
        }
    }

    private List<Probe> cases(ApiOperation operation) {
        var sample = new SampleProbeBuilder(contract, service);
        var plain = sample.build(operation);
        var isSigned = operation.parameter("header", SIGNATURE).isPresent();
        var cases = new ArrayList<>(new AddressProbeGenerator(contract, operation, plain).cases());
        operation.requestBody().ifPresent(body -> {
            var type = SampleProbeBuilder.mediaType(body);
            cases.addAll(new BodyProbeGenerator(
                            contract,
                            plain,
                            body.child("content").child(type).child("schema"),
                            sample.example(body, type),
                            body.child("required").node().asBoolean())
                    .cases(new Random(SEED + operation.id().hashCode())));
        });
        if (refusesUnreadBodies(operation)) {
            cases.addAll(unreadBodies(plain));
        }
        if (operation.needsProof()) {
            return cases.stream().map(ContractFuzzer::refusedUnproved).toList();
        }
        return isSigned ? cases.stream().map(ContractFuzzer::refusedUnread).toList() : cases;
    }

    /// The gateway's own operations without a body leave it where it is.
    private static boolean refusesUnreadBodies(ApiOperation operation) {
        return operation.requestBody().isEmpty()
                && WRITES.contains(operation.method())
                && !operation.service().equals(GATEWAY);
    }

    private static List<Probe> unreadBodies(Probe plain) {
        var json = plain.withHeader("Content-Type", "application/json");
        return List.of(
                json.expecting("a member where no body is read", ProbeExpectation.named("xyzzy"))
                        .withBody("{\"xyzzy\":1}"),
                json.expecting("no JSON where no body is read", ProbeExpectation.status(400))
                        .withBody("{"),
                plain.withHeader("Content-Type", "text/plain")
                        .expecting("a text where no body is read", ProbeExpectation.status(415))
                        .withBody("xyzzy"));
    }

    /// Of a body that is signed, nothing is looked at before its signature, which ours do not have.
    private static Probe refusedUnread(Probe one) {
        var isWrongField = one.expected().field() != null;
        return isWrongField ? one.expecting(one.what(), ProbeExpectation.status(400, 413, 415, 422)) : one;
    }

    /// Whoever does not prove themselves, as `x-proof` asks, may be refused before anything else is looked at.
    private static Probe refusedUnproved(Probe one) {
        return one.expecting(one.what(), one.expected().or(UNPROVED));
    }

    private Optional<String> faultOf(Probe one) {
        ProbeClient.Answer answer;
        try {
            answer = client.send(one);
        } catch (IOException broken) {
            return Optional.of("no answer: " + broken);
        }
        var shown = answer.status() + " "
                + (answer.body().length() > SHOWN ? answer.body().substring(0, SHOWN) + "…" : answer.body());
        if (!one.expected().allows(answer.status())) {
            var wanted = one.expected().statuses();
            return Optional.of(shown + (wanted.isEmpty() ? "" : ", not " + wanted));
        }
        if (!answer.hasRequestId()) {
            return Optional.of("no X-Request-Id: " + shown);
        }
        if (answer.status() == 422 && one.expected().field() != null && !names(answer.body(), one.expected())) {
            return Optional.of("does not name " + one.expected().field() + ": " + shown);
        }
        try {
            validator.check(answer.observed());
            return Optional.empty();
        } catch (AssertionError differs) {
            return Optional.of(String.valueOf(differs.getMessage()));
        }
    }

    private static boolean names(String body, ProbeExpectation expected) {
        try {
            var problem = JSON.readTree(body);
            if (!problem.path("type").asText().equals(INVALID)) {
                return true; // a rule of its own, which says more than the name of a field
            }
            for (var error : problem.path("errors")) {
                if (expected.isNamedBy(error.path("field").asText())) {
                    return true;
                }
            }
            return false;
        } catch (JsonProcessingException noJson) {
            return false;
        }
    }
}

package dev.boxoffice.testkit.contract.probe;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.organization.OrganizationRole;
import dev.boxoffice.testkit.TokenIssuer;
import dev.boxoffice.testkit.contract.ApiContract;
import dev.boxoffice.testkit.contract.ApiOperation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Who may call what: each operation of a service by each role and by nobody, on what is their own and on
/// what is somebody else's. The rows come from the contract (`security`, `x-roles`, `x-ownership`), so that
/// an operation cannot be forgotten: one that does not say whose objects it is about fails here.
public final class AccessMatrix {

    private static final List<String> ROLES =
            List.of("buyer", "organizer", "scanner", "agent", "support-manager", "operator");
    /// Whoever is signed in is one.
    private static final String ANYBODY = "buyer";
    private static final String STRANGER = "somebody-else";
    private static final Set<Integer> DENIED = Set.of(401, 403);
    private static final Set<Integer> HIDDEN = Set.of(401, 403, 404);

    private final ApiContract contract = ApiContract.shared();
    private final String owner;

    private AccessMatrix(String owner) {
        this.owner = owner;
    }

    /// A test for each operation of the service.
    ///
    /// @param owner whose the objects are
    /// @param objects makes some for an operation, by its id; its token does not matter, and its variable
    /// `owner` is another owner of just these
    public static Stream<DynamicTest> tests(String service, String owner, Function<String, ProbedService> objects) {
        var matrix = new AccessMatrix(owner);
        return matrix.contract.operations().stream()
                .filter(operation -> operation.service().equals(service))
                .map(operation -> dynamicTest(
                        operation.toString(), () -> matrix.check(operation, objects.apply(operation.id()))));
    }

    private void check(ApiOperation operation, ProbedService service) throws IOException {
        var faults = new ArrayList<String>();
        var sample = new SampleProbeBuilder(contract, service).build(operation).withoutHeader("Authorization");
        var client = new ProbeClient(service.process());
        var anonymous = client.send(sample).status();
        if ((operation.needsToken() || operation.needsProof()) != (anonymous == 401)) {
            faults.add("nobody: " + anonymous);
        }
        if (operation.needsToken()) {
            var owner = service.variables().getOrDefault("owner", this.owner);
            for (var subject : List.of(STRANGER, owner)) { // an owner may use the object up
                for (var role : ROLES) {
                    var token = TokenIssuer.shared().token(subject, role);
                    var status = client.send(sample.withHeader("Authorization", "Bearer " + token))
                            .status();
                    fault(operation, role, subject.equals(owner), status)
                            .forEach(fault -> faults.add(role + (subject.equals(owner) ? ", own: " : ", foreign: ")
                                    + status + ", where it has to be " + fault));
                }
            }
        }
        byRight(operation, sample, client, faults);
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    operation + " is open or shut to the wrong people:\n  - " + String.join("\n  - ", faults));
        }
    }

    /// An operation on what belongs to an organization is open to those of its roles that have the right to
    /// it: each is tried by `member-<role>`, whom the objects' maker has made a member.
    private void byRight(ApiOperation operation, Probe sample, ProbeClient client, List<String> faults)
            throws IOException {
        var right = operation.ownership().child("right").node().asText("");
        if (right.isEmpty() || operation.service().equals("gateway")) { // whose rights event-service tells
            return;
        }
        var tokenRole = operation.roles().contains("organizer") ? "organizer" : ANYBODY;
        for (var role : OrganizationRole.values()) {
            var token = TokenIssuer.shared().token(memberOf(role), tokenRole);
            var status = client.send(sample.withHeader("Authorization", "Bearer " + token))
                    .status();
            if (role.may(OrganizationRight.valueOf(right)) ? DENIED.contains(status) : !isDenial(operation, status)) {
                faults.add(role + ": " + status + ", where the right needed is " + right);
            }
        }
    }

    private static boolean isDenial(ApiOperation operation, int status) {
        return status == 403 || contains(operation.ownership().child("foreign").node(), String.valueOf(status));
    }

    /// Who has a role in the organization of the objects.
    public static String memberOf(OrganizationRole role) {
        return "member-" + role.name().toLowerCase(Locale.ROOT);
    }

    /// What the status has to be and is not; nothing where it is right.
    private List<String> fault(ApiOperation operation, String role, boolean isOwn, int status) {
        if (!mayCall(operation, role)) {
            return status == 403 ? List.of() : List.of("403");
        }
        var ownership = operation.ownership();
        var mayTouchOthers = contains(ownership.child("also").node(), role);
        if (ownership.child("object").exists() && !isOwn && !mayTouchOthers) {
            var foreign = ownership.child("foreign").node(); // 404 where it must not even be known to exist
            var isRight = foreign.isArray() ? contains(foreign, String.valueOf(status)) : foreign.asInt() == status;
            return isRight ? List.of() : List.of(foreign.toString());
        }
        var wrong = ownership.child("object").exists() && isFirst(operation, role) ? HIDDEN : DENIED;
        return wrong.contains(status) ? List.of("none of " + wrong) : List.of();
    }

    /// The first call may have used the object up, and a second one find nothing.
    private static boolean isFirst(ApiOperation operation, String role) {
        return ROLES.stream()
                .filter(one -> mayCall(operation, one))
                .findFirst()
                .orElseThrow()
                .equals(role);
    }

    private static boolean mayCall(ApiOperation operation, String role) {
        var roles = operation.roles();
        return roles.isEmpty() || roles.contains(ANYBODY) || roles.contains(role);
    }

    private static boolean contains(JsonNode list, String word) {
        for (var one : list) {
            if (one.asText().equals(word)) {
                return true;
            }
        }
        return false;
    }
}

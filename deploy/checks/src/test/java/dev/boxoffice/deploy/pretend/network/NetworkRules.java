package dev.boxoffice.deploy.pretend.network;

import static dev.boxoffice.deploy.RenderedOverlay.selects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.deploy.cluster.NetworkDoors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a router does that stands for a cluster's network, as nftables: services' virtual addresses lead to their
/// pods, and a packet goes on where the NetworkPolicies say so, translated as a network plug-in does it.
///
/// @param members the pods there are
/// @param services their virtual addresses
/// @param policies of namespace `boxoffice`
public record NetworkRules(List<Member> members, List<VirtualAddress> services, List<JsonNode> policies) {

    /// A pod as the policies see it.
    ///
    /// @param is its namespace and labels
    public record Member(NetworkDoors.Pod is, String address) {}

    /// @param pods that are ready; each has its share of the connections
    public record VirtualAddress(String address, List<String> pods) {}

    private static final String EGRESS = "0x1";
    private static final String INGRESS = "0x2";

    /// A packet needs leave from both sides; a pod that no policy of a direction chooses gives it to everybody. Given
    /// to `nft -f`, it takes the place of the rules there were; connections go on.
    public String text() {
        var rules = new ArrayList<String>();
        rules.add("add table inet pretend\ndelete table inet pretend\ntable inet pretend {");
        rules.add("chain egress {");
        rules.addAll(leaves("Egress", "saddr", "daddr", EGRESS));
        rules.add("}\nchain ingress {");
        rules.addAll(leaves("Ingress", "daddr", "saddr", INGRESS));
        rules.add("}\nchain forward { type filter hook forward priority 0; policy drop;");
        rules.add("ct state established,related accept");
        rules.add("jump egress");
        rules.add("jump ingress");
        rules.add("meta mark 0x3 accept");
        rules.add("reject with tcp reset");
        rules.add("}\nchain services { type nat hook prerouting priority dstnat;");
        for (var service : services) {
            rules.add("ip daddr " + service.address() + leadsTo(service.pods()));
        }
        rules.add("}\n}");
        return String.join("\n", rules) + "\n";
    }

    private static String leadsTo(List<String> pods) {
        if (pods.size() < 2) {
            // A service without pods: nobody has the address, so the router refuses it.
            return pods.isEmpty() ? " return" : " dnat ip to " + pods.getFirst();
        }
        var shares = new ArrayList<String>();
        for (var n = 0; n < pods.size(); n++) {
            shares.add(n + " : " + pods.get(n));
        }
        return " dnat ip to numgen random mod " + pods.size() + " map " + set(shares);
    }

    private List<String> leaves(String direction, String own, String peers, String mark) {
        var rules = new ArrayList<String>();
        var leave = " meta mark set meta mark or " + mark;
        for (var member : members) {
            if (policies.stream().noneMatch(policy -> chooses(policy, direction, member))) {
                rules.add("ip " + own + " " + member.address() + leave);
            }
        }
        for (var policy : policies) {
            var chosen = set(members.stream()
                    .filter(member -> chooses(policy, direction, member))
                    .map(Member::address)
                    .toList());
            if (chosen.isEmpty()) {
                continue;
            }
            for (var rule : policy.path("spec").path(direction.equals("Egress") ? "egress" : "ingress")) {
                for (var peer : peers(rule.path(direction.equals("Egress") ? "to" : "from"), peers)) {
                    for (var ports : ports(rule)) {
                        rules.add("ip " + own + " " + chosen + peer + ports + leave);
                    }
                }
            }
        }
        return rules;
    }

    private static boolean chooses(JsonNode policy, String direction, Member member) {
        return member.is().namespace().equals("boxoffice")
                && policy.at("/spec/policyTypes").toString().contains(direction)
                && selects(policy.at("/spec/podSelector"), member.is().labels());
    }

    private List<String> peers(JsonNode listed, String side) {
        if (listed.isMissingNode()) {
            return List.of("");
        }
        var matches = new ArrayList<String>();
        for (var peer : listed) {
            var block = peer.path("ipBlock");
            if (block.isObject()) {
                var except = new ArrayList<String>();
                block.path("except").forEach(it -> except.add(it.asText()));
                matches.add(" ip " + side + " " + block.path("cidr").asText()
                        + (except.isEmpty() ? "" : " ip " + side + " != " + set(except)));
            } else {
                var chosen = set(members.stream()
                        .filter(member -> is(peer, member))
                        .map(Member::address)
                        .toList());
                if (!chosen.isEmpty()) {
                    matches.add(" ip " + side + " " + chosen);
                }
            }
        }
        return matches;
    }

    private static boolean is(JsonNode peer, Member member) {
        var namespace = peer.has("namespaceSelector")
                ? selects(
                        peer.path("namespaceSelector"),
                        Map.of("kubernetes.io/metadata.name", member.is().namespace()))
                : member.is().namespace().equals("boxoffice");
        return namespace
                && (!peer.has("podSelector")
                        || selects(peer.path("podSelector"), member.is().labels()));
    }

    private static List<String> ports(JsonNode rule) {
        if (!rule.has("ports")) {
            return List.of("");
        }
        var matches = new ArrayList<String>();
        for (var protocol : List.of("TCP", "UDP")) {
            var ports = new ArrayList<String>();
            rule.path("ports").forEach(port -> {
                if (port.path("protocol").asText("TCP").equals(protocol)) {
                    ports.add(port.path("port").asText());
                }
            });
            if (!ports.isEmpty()) {
                matches.add((protocol.equals("TCP") ? " tcp dport " : " udp dport ") + set(ports));
            }
        }
        return matches;
    }

    private static String set(List<String> members) {
        return members.isEmpty() ? "" : "{ " + String.join(", ", members) + " }";
    }
}

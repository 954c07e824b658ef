package dev.boxoffice.deploy.cluster;

import static dev.boxoffice.deploy.RenderedOverlay.selects;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Pods as network namespaces of this machine, behind a router that obeys the NetworkPolicies, translated
/// to nftables as a network plug-in does it. The kernel decides who reaches whom. Everything is inside one
/// namespace of its own and ends with it.
///
/// @param pods each with its addresses; all of them may be called
/// @param policies of namespace `boxoffice`
record PretendCluster(List<Pod> pods, List<JsonNode> policies) {

    /// @param name for the report
    /// @param is its namespace and labels
    /// @param address its own
    /// @param virtual address of its service, or empty
    /// @param ports it listens on
    record Pod(String name, NetworkDoors.Pod is, String address, String virtual, List<Integer> ports) {}

    private static final String EGRESS = "0x1";
    private static final String INGRESS = "0x2";

    /// The router's rules. A packet needs leave from both sides; a pod that no policy of a direction
    /// chooses gives it to everybody.
    String rules() {
        var rules = new ArrayList<String>();
        rules.add("table inet pretend {");
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
        for (var pod : pods) {
            if (!pod.virtual().isEmpty()) {
                rules.add("ip daddr " + pod.virtual() + " dnat ip to " + pod.address());
            }
        }
        rules.add("}\n}");
        return String.join("\n", rules) + "\n";
    }

    private List<String> leaves(String direction, String own, String peers, String mark) {
        var rules = new ArrayList<String>();
        var leave = " meta mark set meta mark or " + mark;
        for (var pod : pods) {
            if (policies.stream().noneMatch(policy -> chooses(policy, direction, pod))) {
                rules.add("ip " + own + " " + pod.address() + leave);
            }
        }
        for (var policy : policies) {
            var chosen = set(pods.stream()
                    .filter(pod -> chooses(policy, direction, pod))
                    .map(Pod::address)
                    .toList());
            if (chosen.isEmpty()) {
                continue;
            }
            for (var rule : policy.path("spec").path(direction.equals("Egress") ? "egress" : "ingress")) {
                var ports = ports(rule);
                for (var peer : peers(rule.path(direction.equals("Egress") ? "to" : "from"), peers)) {
                    rules.add("ip " + own + " " + chosen + peer + ports + leave);
                }
            }
        }
        return rules;
    }

    private static boolean chooses(JsonNode policy, String direction, Pod pod) {
        return pod.is().namespace().equals("boxoffice")
                && policy.at("/spec/policyTypes").toString().contains(direction)
                && selects(policy.at("/spec/podSelector"), pod.is().labels());
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
                var chosen = set(pods.stream()
                        .filter(pod -> is(peer, pod))
                        .map(Pod::address)
                        .toList());
                if (!chosen.isEmpty()) {
                    matches.add(" ip " + side + " " + chosen);
                }
            }
        }
        return matches;
    }

    private static boolean is(JsonNode peer, Pod pod) {
        var namespace = peer.has("namespaceSelector")
                ? selects(
                        peer.path("namespaceSelector"),
                        Map.of("kubernetes.io/metadata.name", pod.is().namespace()))
                : pod.is().namespace().equals("boxoffice");
        return namespace
                && (!peer.has("podSelector")
                        || selects(peer.path("podSelector"), pod.is().labels()));
    }

    private static String ports(JsonNode rule) {
        var ports = new ArrayList<String>();
        rule.path("ports").forEach(port -> {
            if (port.path("protocol").asText("TCP").equals("TCP")) {
                ports.add(port.path("port").asText());
            }
        });
        return rule.has("ports") ? " tcp dport " + set(ports) : "";
    }

    private static String set(List<String> members) {
        return members.isEmpty() ? "" : "{ " + String.join(", ", members) + " }";
    }

    /// Puts the pods up, and has each call every port of every other. A line a call: `from to port open` or
    /// `closed`.
    String script() {
        var script = new StringBuilder("""
                set -euo pipefail
                echo 1 >/proc/sys/net/ipv4/ip_forward
                nft -f - <<'RULES'
                """).append(rules()).append("RULES\n");
        script.append("""
                number=0
                # name, address, ports: a network namespace with one way out, and somebody who listens.
                pod() {
                  number=$((number + 1))
                  unshare -n sleep infinity & pids[$number]=$!
                  while [ "$(readlink /proc/${pids[$number]}/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do sleep 0.01; done
                  ip link add pod$number type veth peer name eth0 netns ${pids[$number]}
                  ip addr add 100.64.$number.1/32 dev pod$number
                  ip link set pod$number up
                  ip route add $2/32 dev pod$number
                  inside $number sh -c "ip link set lo up; ip addr add $2/32 dev eth0; ip link set eth0 up
                    ip route add 100.64.$number.1/32 dev eth0; ip route add default via 100.64.$number.1"
                  inside $number node -e 'for (const port of process.argv.slice(1)) require("node:net")
                    .createServer(socket => socket.end()).listen(Number(port), "0.0.0.0")' $3 &
                  for port in $3; do
                    until inside $number bash -c "exec 3<>/dev/tcp/127.0.0.1/$port" 2>/dev/null; do sleep 0.05; done
                  done
                }
                inside() { local pod=$1; shift; nsenter -t ${pids[$pod]} -n "$@"; }
                # Whoever calls is refused at once by the router, or answered: the deadline is for what was forgotten.
                calls='while read -r from to address port; do
                  if timeout 10 bash -c "exec 3<>/dev/tcp/$address/$port" 2>/dev/null; then echo "$from $to $port open"
                  else echo "$from $to $port closed"; fi; done'
                """);
        for (var pod : pods) {
            script.append("pod %s %s '%s'%n"
                    .formatted(
                            pod.name(),
                            pod.address(),
                            pod.ports().stream().map(String::valueOf).collect(joining(" "))));
        }
        for (var n = 0; n < pods.size(); n++) {
            script.append("inside %d bash -c \"$calls\" <<'CALLS'%n".formatted(n + 1));
            for (var to : pods) {
                for (var port : to.ports()) {
                    if (!to.equals(pods.get(n))) {
                        var called = to.virtual().isEmpty() ? to.address() : to.virtual();
                        script.append(pods.get(n).name() + " " + to.name() + " " + called + " " + port + "\n");
                    }
                }
            }
            script.append("CALLS\n");
        }
        return script.toString();
    }
}

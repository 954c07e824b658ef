package dev.boxoffice.deploy.pretend.network;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.deploy.cluster.NetworkDoors;
import java.util.List;

/// Pods as network namespaces of this machine, behind a router that obeys the NetworkPolicies
/// ([NetworkRules]): the kernel decides who reaches whom. Everything is inside one namespace of its own and
/// ends with it.
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

    private String rules() {
        var members = pods.stream()
                .map(pod -> new NetworkRules.Member(pod.is(), pod.address()))
                .toList();
        var services = pods.stream()
                .filter(pod -> !pod.virtual().isEmpty())
                .map(pod -> new NetworkRules.VirtualAddress(pod.virtual(), List.of(pod.address())))
                .toList();
        return new NetworkRules(members, services, policies).text();
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

package dev.boxoffice.deploy.pretend;

import dev.boxoffice.deploy.CommandLineTool;
import dev.boxoffice.deploy.pretend.network.NetworkNamespace;
import dev.boxoffice.deploy.pretend.network.NetworkRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.opentest4j.TestAbortedException;

/// A node of the cluster: its network, processes and mounts are its own, so this machine sees neither interfaces nor
/// rules nor names of it. Its first process reads from this JVM; when this JVM ends, by `kill -9` too, so does that
/// one, and the kernel takes everything else with it.
final class ClusterNode implements AutoCloseable {

    private static final String ADDRESS = "10.43.0.1";
    private static final List<String> TOOLS =
            List.of("unshare", "nsenter", "setsid", "setpriv", "chroot", "ip", "nft", "openssl");
    private static final List<String> SEPARATE =
            List.of("unshare", "--net", "--pid", "--fork", "--mount", "--mount-proc", "--kill-child", "sh", "-ec");

    /// $1 is the script of the first process; the rest are control groups, empty by then.
    private static final String OUTER = """
            script=$1; shift
            trap '' INT TERM HUP
            %s "$script"
            for group; do find "$group" -depth -type d -exec rmdir {} +; done 2>/dev/null
            """.formatted(String.join(" ", SEPARATE));
    private static final String INNER = """
            mount -t tmpfs -o mode=755 run /run
            mkdir /run/netns
            ip link set lo up
            ip addr add %s/32 dev lo
            echo 1 >/proc/sys/net/ipv4/ip_forward
            echo ready
            exec cat >/dev/null
            """.formatted(ADDRESS);

    /// $1 name, $2 address, $3 name of the node's end: routed, as Calico does it.
    private static final String ADD_POD = """
            ip netns add "$1"
            ip link add "$3" type veth peer name eth0 netns "$1"
            ip addr add 169.254.1.1/32 dev "$3"
            ip link set "$3" up
            ip route add "$2/32" dev "$3" src %s
            ip -n "$1" link set lo up
            ip -n "$1" addr add "$2/32" dev eth0
            ip -n "$1" link set eth0 up
            ip -n "$1" route add 169.254.1.1 dev eth0
            ip -n "$1" route add default via 169.254.1.1
            """.formatted(ADDRESS);

    private final Process outer;
    private final long init;
    private final Path folder;
    private final ControlGroups groups;
    private final AtomicInteger links = new AtomicInteger();
    private volatile boolean closing;

    private ClusterNode(Process outer, long init, Path folder, ControlGroups groups) {
        this.outer = outer;
        this.init = init;
        this.folder = folder;
        this.groups = groups;
    }

    /// Skips the test where the machine does not give what this needs.
    static void require() {
        for (var tool : TOOLS) {
            if (CommandLineTool.run("sh", "-c", "command -v " + tool).exitCode() != 0) {
                throw new TestAbortedException("no pretend cluster here: " + tool + " is not installed");
            }
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new TestAbortedException("no pretend cluster here: its processes run as the manifests' users in "
                    + "control groups, which only root may arrange");
        }
        var command = new ArrayList<>(SEPARATE);
        command.add("mount -t tmpfs run /run && nft add table inet pretend && ip netns add pod && "
                + "ip link add one type veth peer name two netns pod");
        var tried = CommandLineTool.run(command.toArray(String[]::new));
        if (tried.exitCode() != 0) {
            throw new TestAbortedException(
                    "no pretend cluster here: " + tried.output().strip());
        }
    }

    /// @param folder for what it writes
    static ClusterNode start(Path folder) {
        var groups = ControlGroups.make();
        var command = new ArrayList<>(List.of("setsid", "sh", "-c", OUTER, "sh", INNER));
        groups.folders().forEach(group -> command.add(group.toString()));
        try {
            var outer = new ProcessBuilder(command)
                    .redirectError(folder.resolve("node.log").toFile())
                    .start();
            var ready = new BufferedReader(new InputStreamReader(outer.getInputStream(), StandardCharsets.UTF_8));
            if (!"ready".equals(ready.readLine())) {
                throw new IllegalStateException("no node: " + Files.readString(folder.resolve("node.log")));
            }
            var init = onlyChild(onlyChild(outer.toHandle()));
            return new ClusterNode(outer, init.pid(), folder, groups);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessHandle onlyChild(ProcessHandle process) {
        return process.children().findFirst().orElseThrow();
    }

    Path folder() {
        return folder;
    }

    ControlGroups groups() {
        return groups;
    }

    /// What a command is put behind to run with the node's processes and mounts.
    List<String> entering(String... more) {
        var command = new ArrayList<>(List.of("nsenter", "--target", Long.toString(init), "--mount", "--pid"));
        command.addAll(List.of(more));
        return command;
    }

    NetworkNamespace network() {
        return NetworkNamespace.of(Path.of("/proc/" + init + "/ns/net"));
    }

    NetworkNamespace networkOf(String pod) {
        return NetworkNamespace.of(Path.of("/proc/" + init + "/root/run/netns/" + pod));
    }

    void addPod(String name, String address) {
        run(ADD_POD, name, address, "pod" + links.incrementAndGet());
    }

    void removePod(String name) {
        run("ip netns del \"$1\"", name);
    }

    void obey(NetworkRules rules) {
        run("printf %s \"$1\" | nft -f -", rules.text());
    }

    private void run(String script, String... arguments) {
        var command = entering("--net", "sh", "-ec", script, "sh");
        command.addAll(List.of(arguments));
        var run = CommandLineTool.run(command.toArray(String[]::new));
        if (run.exitCode() != 0) {
            throw new IllegalStateException(script + run.output());
        }
    }

    /// Whether what ends on it has ended by itself.
    boolean isRunning() {
        return !closing;
    }

    /// Ends the first process, and with it all others.
    @Override
    public void close() {
        closing = true;
        try {
            outer.getOutputStream().close();
            outer.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.boxoffice.deploy.pretend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A process in a container: a pod's network, a control group, a read-only root with this machine's programs, the
/// image's `/app` and an empty `/tmp`, the manifest's user without any capability. A profile of system calls
/// (`seccompProfile`) it has not.
final class ContainerProcess {

    /// $1 pod, $2 mount point, $3 app, $4 etc, $5 size of /tmp, $6 user, $7 how /app is bound, $8 control groups.
    private static final String CONTAINER =
            """
            pod=$1 root=$2 app=$3 etc=$4 size=$5 user=$6 bound=$7 groups=$8
            shift 8
            for group in $groups; do echo 0 >"$group/cgroup.procs"; done
            exec nsenter --net="/run/netns/$pod" unshare --mount --ipc --uts sh -euc '
              root=$1 app=$2 etc=$3 size=$4 user=$5 bound=$6
              shift 6
              mount -t tmpfs -o mode=755,size=1m root "$root"
              for folder in usr bin sbin lib lib64 "%1$s"; do
                if [ -L "/$folder" ]; then cp -P "/$folder" "$root/$folder"
                elif [ -d "/$folder" ] && ! [ -e "$root/$folder" ]; then
                  mkdir -p "$root/$folder"
                  mount --bind -o ro "/$folder" "$root/$folder"
                fi
              done
              mkdir "$root/app" "$root/etc" "$root/tmp" "$root/proc" "$root/dev" "$root/sys"
              mount --bind -o "$bound" "$app" "$root/app"
              mount --bind -o ro "$etc" "$root/etc"
              mount -t tmpfs -o "size=$size,mode=1777" tmp "$root/tmp"
              mount -t proc proc "$root/proc"
              mount --rbind /dev "$root/dev"
              mount --rbind /sys "$root/sys"
              mount -o remount,ro "$root"
              exec chroot "$root" setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs \\
                --bounding-set=-all --inh-caps=-all env --chdir=/app "$@"
            ' sh "$root" "$app" "$etc" "$size" "$user" "$bound" "$@"
            """.formatted(ContainerImage.JAVA_HOME.toString().substring(1));

    private final Process entered;

    private ContainerProcess(Process entered) {
        this.entered = entered;
    }

    static void prepare(Path folder, String nameServer) {
        try {
            Files.createDirectories(folder.resolve("root"));
            Files.createDirectories(folder.resolve("log"));
            var etc = Files.createDirectories(folder.resolve("etc"));
            // As the kubelet writes it: a service's name alone is enough within its namespace.
            Files.writeString(etc.resolve("resolv.conf"), """
                    nameserver %s
                    search boxoffice.svc.cluster.local svc.cluster.local cluster.local
                    options ndots:5
                    """.formatted(nameServer));
            Files.writeString(etc.resolve("hosts"), "127.0.0.1 localhost\n");
            Files.writeString(etc.resolve("nsswitch.conf"), "hosts: files dns\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One that runs, as its manifest says.
    static ContainerProcess start(ClusterNode node, String pod, ContainerSpec spec) {
        return start(node, pod, spec, "ro");
    }

    /// One that may write to the image's `/app`, as the steps of its Dockerfile do.
    static ContainerProcess build(ClusterNode node, String pod, ContainerSpec spec) {
        return start(node, pod, spec, "rw");
    }

    private static ContainerProcess start(ClusterNode node, String pod, ContainerSpec spec, String bound) {
        var groups = node.groups().ofPod(pod, spec.mebibytes(), spec.milliCores());
        var command = node.entering(
                "sh",
                "-euc",
                CONTAINER,
                "sh",
                pod,
                node.folder().resolve("root").toString(),
                spec.app().toString(),
                node.folder().resolve("etc").toString(),
                spec.temporary(),
                Integer.toString(spec.user()),
                bound,
                String.join(" ", groups.stream().map(Path::toString).toList()));
        command.addAll(spec.command());
        var log = node.folder().resolve("log").resolve(pod + ".log").toFile();
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        ContainerImage.JAVA_HOME + "/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        "LANG",
                        "C.UTF-8",
                        "HOSTNAME",
                        pod));
        try {
            return new ContainerProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether it ended within that time.
    boolean hasEndedWithin(Duration time) {
        try {
            return entered.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    int exitCode() {
        return entered.exitValue();
    }

    void terminate() {
        process().ifPresent(ProcessHandle::destroy);
    }

    void kill() {
        process().ifPresent(ProcessHandle::destroyForcibly);
    }

    /// The container's own: everything before it replaced itself, but what entered the node and waits.
    Optional<ProcessHandle> process() {
        return entered.toHandle().children().findFirst();
    }
}

package dev.boxoffice.deploy.pretend;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/// A Deployment, and what its controller does: as many pods as are wanted, of the newest revision, replaced by a
/// rolling update that keeps to `maxSurge` and `maxUnavailable`.
final class PretendDeployment {

    private final String name;
    private final PodRules rules;
    private final BiFunction<PretendDeployment, ContainerSpec, PretendPod> podMaker;
    private final List<PretendPod> pods = new CopyOnWriteArrayList<>();
    private ContainerSpec template;
    private int wanted;

    /// @param podMaker gives a new pod a name and an address
    PretendDeployment(
            String name,
            PodRules rules,
            ContainerSpec template,
            BiFunction<PretendDeployment, ContainerSpec, PretendPod> podMaker) {
        this.name = name;
        this.rules = rules;
        this.template = template;
        this.podMaker = podMaker;
    }

    String name() {
        return name;
    }

    PodRules rules() {
        return rules;
    }

    synchronized ContainerSpec template() {
        return template;
    }

    synchronized void scale(int pods) {
        wanted = pods;
    }

    /// What the next pods are; one that there was before is taken up again with the pods left of it.
    synchronized void apply(ContainerSpec other) {
        template = other;
    }

    /// One step towards what is wanted.
    synchronized void reconcile() {
        pods.removeIf(PretendPod::hasEnded);
        var here = pods.stream().filter(pod -> !pod.isLeaving()).toList();
        var fresh = here.stream().filter(pod -> pod.spec().equals(template)).toList();
        var old = here.stream().filter(pod -> !pod.spec().equals(template)).toList();
        if (fresh.size() < wanted && here.size() < rules.most(wanted)) {
            var pod = podMaker.apply(this, template);
            pods.add(pod);
            pod.start();
        } else if (fresh.size() > wanted) {
            fresh.stream()
                    .filter(pod -> !pod.isAvailable())
                    .findFirst()
                    .orElse(fresh.getLast())
                    .leave();
        } else {
            superfluous(here, fresh, old).ifPresent(PretendPod::leave);
        }
    }

    /// An old one that may go: one that is of no use first, and of the others only what can be spared.
    private Optional<PretendPod> superfluous(List<PretendPod> here, List<PretendPod> fresh, List<PretendPod> old) {
        var least = wanted - rules.maxUnavailable();
        var waitedFor = fresh.stream().filter(pod -> !pod.isAvailable()).count();
        var broken = old.stream().filter(pod -> !pod.isAvailable()).findFirst();
        if (broken.isPresent()) {
            return here.size() - least - waitedFor > 0 ? broken : Optional.empty();
        }
        var available = here.stream().filter(PretendPod::isAvailable).count();
        return available > least ? old.stream().findFirst() : Optional.empty();
    }

    /// All that have not ended.
    List<PretendPod> pods() {
        return List.copyOf(pods);
    }

    /// Those that its service's name leads to.
    List<PretendPod> named() {
        return pods.stream().filter(PretendPod::isNamed).toList();
    }

    /// Whether there is what is wanted, and nothing else.
    synchronized boolean isComplete() {
        return pods.size() == wanted
                && pods.stream().allMatch(pod -> pod.isAvailable() && pod.spec().equals(template));
    }
}

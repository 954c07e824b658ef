package dev.boxoffice.testkit;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import dev.boxoffice.standalone.store.StoreHome;
import dev.boxoffice.standalone.store.StoreServer;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/// A store from its official image, under the same controls as an embedded one; its host port is fixed, so that it is
/// the same after a restart.
final class ContainerServer implements StoreServer {
    private final Container container;
    private final String url;
    private boolean created;

    private ContainerServer(Container container, String url) {
        this.container = container;
        this.url = url;
    }

    /// `%d` in the address is the port on this machine.
    static ContainerServer of(String image, int containerPort, String urlFormat, UnaryOperator<Container> settings) {
        var port = StoreHome.freePort();
        var container = new Container(image);
        container.withExposedPorts(containerPort);
        container.withCreateContainerCmdModifier(create -> Objects.requireNonNullElseGet(
                        create.getHostConfig(), HostConfig::new)
                .withPortBindings(PortBinding.parse("127.0.0.1:" + port + ":" + new ExposedPort(containerPort))));
        return new ContainerServer(settings.apply(container), urlFormat.formatted(port));
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void start() {
        if (created) {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        } else {
            container.start();
            created = true;
        }
    }

    @Override
    public void stop() {
        container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public boolean isRunning() {
        return created && container.isRunning();
    }

    @Override
    public void suspend() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void resume() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    /// Testcontainers' generic container, with its recursive type settled.
    static final class Container extends GenericContainer<Container> {
        Container(String image) {
            super(DockerImageName.parse(image));
        }
    }
}

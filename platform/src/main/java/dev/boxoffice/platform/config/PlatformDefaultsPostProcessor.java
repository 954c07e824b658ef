package dev.boxoffice.platform.config;

import java.util.List;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/// Lets a service's own `application.yaml` override `platform.yaml` and
/// `platform-servlet.yaml`. Spring gives an imported file precedence over the
/// file that imports it; defaults must lose instead.
public final class PlatformDefaultsPostProcessor implements EnvironmentPostProcessor, Ordered {
    private static final List<String> FILES = List.of("[platform.yaml]", "[platform-servlet.yaml]");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        sources.stream()
                .filter(PlatformDefaultsPostProcessor::isPlatform)
                .toList() // moved after the walk: the sources must not change under it
                .forEach(source -> {
                    sources.remove(source.getName());
                    sources.addLast(source);
                });
    }

    private static boolean isPlatform(PropertySource<?> source) {
        return FILES.stream().anyMatch(file -> source.getName().contains(file));
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}

package dev.boxoffice.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/// Puts the settings a [BoxofficeTest] asks for into the application's environment; equal requests share one context.
record BoxofficeContextCustomizer(List<StoreKind> stores, List<String> migrate) implements ContextCustomizer {

    static {
        // The machine that runs tests may be busy with others: how fast it is, is not what they are about.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        for (var service : migrate) {
            TestPostgres.shared().migrate(service);
        }
        Map<String, Object> properties = new TreeMap<>(BoxofficeProperties.of(stores));
        var sources = context.getEnvironment().getPropertySources();
        var source = new MapPropertySource("boxoffice testkit", properties);
        // Below what a single test sets for itself, above application.yaml.
        if (sources.contains("Inlined Test Properties")) {
            sources.addAfter("Inlined Test Properties", source);
        } else {
            sources.addFirst(source);
        }
    }

    /// Found by Spring through `META-INF/spring.factories`.
    static final class Factory implements ContextCustomizerFactory {
        @Override
        public @Nullable ContextCustomizer createContextCustomizer(
                Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
            var wanted = TestContextAnnotationUtils.findMergedAnnotation(testClass, BoxofficeTest.class);
            return wanted == null
                    ? null
                    : new BoxofficeContextCustomizer(List.of(wanted.stores()), List.of(wanted.migrate()));
        }
    }
}

package dev.boxoffice.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/// Reads what the controllers of the gateway take.
public final class ReactiveMappingReader {
    private ReactiveMappingReader() {}

    public static List<ApiMapping> read(RequestMappingHandlerMapping mappings) {
        var found = new ArrayList<ApiMapping>();
        mappings.getHandlerMethods().forEach((info, handler) -> {
            for (var path : info.getPatternsCondition().getPatterns()) {
                for (var method : info.getMethodsCondition().getMethods()) {
                    found.add(new ApiMapping(method.name(), path.getPatternString(), handler.getMethod()));
                }
            }
        });
        return List.copyOf(found);
    }
}

package dev.boxoffice.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Reads what the controllers of a service on servlets take.
public final class ServletMappingReader {
    private ServletMappingReader() {}

    public static List<ApiMapping> read(RequestMappingHandlerMapping mappings) {
        var found = new ArrayList<ApiMapping>();
        mappings.getHandlerMethods().forEach((info, handler) -> {
            for (var path : info.getPatternValues()) {
                for (var method : info.getMethodsCondition().getMethods()) {
                    found.add(new ApiMapping(method.name(), path, handler.getMethod()));
                }
            }
        });
        return List.copyOf(found);
    }
}

package dev.boxoffice.gateway.input;

import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/// A request whose blank query values are absent: `?before=` says as much as nothing. Its address, which is passed on
/// to services, stays as it is.
final class PresentQueryRequest extends ServerHttpRequestDecorator {

    private final MultiValueMap<String, String> present = new LinkedMultiValueMap<>();

    PresentQueryRequest(ServerHttpRequest request) {
        super(request);
        request.getQueryParams().forEach((name, values) -> {
            List<String> said = values.stream()
                    .filter(value -> value != null && !value.isBlank())
                    .toList();
            if (!said.isEmpty()) {
                present.put(name, said);
            }
        });
    }

    /// As the caller wrote it, blank values among them.
    static MultiValueMap<String, String> asGiven(ServerHttpRequest request) {
        return request instanceof PresentQueryRequest seen
                ? seen.getDelegate().getQueryParams()
                : request.getQueryParams();
    }

    @Override
    public MultiValueMap<String, String> getQueryParams() {
        return CollectionUtils.unmodifiableMultiValueMap(present);
    }
}

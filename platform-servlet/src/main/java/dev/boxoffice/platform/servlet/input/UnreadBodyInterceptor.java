package dev.boxoffice.platform.servlet.input;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Where nobody reads a body it may be left out, or be `{}`; what it says beyond that is refused as it is where a
/// body is read.
final class UnreadBodyInterceptor implements HandlerInterceptor {
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");

    /// Has no members, so that each is one too many.
    record Nothing() {}

    private record Body(HttpHeaders headers, InputStream stream) implements HttpInputMessage {
        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return stream;
        }
    }

    private final JacksonJsonHttpMessageConverter json;
    private final Map<HandlerMethod, Boolean> readers = new ConcurrentHashMap<>();

    /// @param json the reader of every other body
    UnreadBodyInterceptor(JacksonJsonHttpMessageConverter json) {
        this.json = json;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, HttpMediaTypeNotSupportedException {
        if (METHODS.contains(request.getMethod())
                && request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("dev.boxoffice.")
                && !readers.computeIfAbsent(method, UnreadBodyInterceptor::readsBody)) {
            requireNothing(request);
        }
        return true;
    }

    private static boolean readsBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(UnreadBodyInterceptor::readsBody);
    }

    /// Itself, or by whoever hands it over.
    private static boolean readsBody(MethodParameter parameter) {
        var type = parameter.getParameterType();
        return parameter.hasParameterAnnotation(RequestBody.class)
                || parameter.hasParameterAnnotation(RequestPart.class)
                || HttpEntity.class.isAssignableFrom(type)
                || ServletRequest.class.isAssignableFrom(type)
                || WebRequest.class.isAssignableFrom(type)
                || InputStream.class.isAssignableFrom(type)
                || Reader.class.isAssignableFrom(type);
    }

    /// Read as it comes and never kept; how long it may be is BodyLimitFilter's to say.
    private void requireNothing(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
        if (isLeftOut(request)) {
            return;
        }
        var type = request.getContentType() == null ? null : MediaType.parseMediaType(request.getContentType());
        var isJson = type != null && json.canRead(Nothing.class, type);
        var stream = new PushbackInputStream(request.getInputStream());
        if (type == null || isJson) {
            var first = stream.read();
            if (first < 0) {
                return;
            }
            stream.unread(first);
        }
        if (!isJson) {
            throw new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON));
        }
        var headers = new HttpHeaders();
        headers.setContentType(type);
        var body = new Body(headers, stream);
        UnknownMemberAdvice.requireUnderstood(json.read(Nothing.class, body), body);
    }

    private static boolean isLeftOut(HttpServletRequest request) {
        var length = request.getContentLengthLong();
        return length == 0 || (length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null);
    }
}

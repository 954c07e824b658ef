package dev.boxoffice.platform.servlet.input;

import dev.boxoffice.platform.input.FieldPath;
import dev.boxoffice.platform.problem.FieldErrors;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/// Refuses a body with members that nobody reads, and names all of them at once.
@ControllerAdvice
class UnknownMemberAdvice extends RequestBodyAdviceAdapter {
    private static final String ATTRIBUTE = UnknownMemberAdvice.class.getName();
    private static final int MOST_NAMED = 20;

    /// Notes an unknown member and reads on.
    static final class Collector extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser json,
                @Nullable ValueDeserializer<?> deserializer,
                Object target,
                String name) {
            var request = RequestContextHolder.getRequestAttributes();
            if (request == null) {
                return false;
            }
            var unknown = unknownOf(request);
            if (unknown.size() < MOST_NAMED) {
                unknown.add(FieldPath.of(context, json, name));
            }
            json.skipChildren();
            return true;
        }
    }

    @SuppressWarnings("unchecked") // nobody else knows the attribute
    private static List<String> unknownOf(RequestAttributes request) {
        var unknown = (List<String>) request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        if (unknown == null) {
            unknown = new ArrayList<>();
            request.setAttribute(ATTRIBUTE, unknown, RequestAttributes.SCOPE_REQUEST);
        }
        return unknown;
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public Object afterBodyRead(
            @Nullable Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType) {
        return requireUnderstood(body, message);
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422, naming the members that nobody reads
    static Object requireUnderstood(@Nullable Object body, HttpInputMessage message) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            var errors = FieldErrors.collect();
            unknownOf(request).forEach(name -> errors.reject(name, "is not known here"));
            errors.throwIfAny();
        }
        // Where a body may be left out, it would else be taken for all that could be wished for.
        if (body == null) {
            throw new HttpMessageNotReadableException("null is no body", message);
        }
        return body;
    }
}

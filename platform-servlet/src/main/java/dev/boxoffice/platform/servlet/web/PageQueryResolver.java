package dev.boxoffice.platform.servlet.web;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.page.PageSize;
import dev.boxoffice.platform.problem.FieldErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Reads `page` and `size`, or `size` alone, refusing what is out of range with 422 rather than quietly clamping it.
public final class PageQueryResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageQuery.class || parameter.getParameterType() == PageSize.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var errors = FieldErrors.collect();
        var isCounted = parameter.getParameterType() == PageQuery.class;
        var page = isCounted ? read(request, "page", 0, 0, PageQuery.MAX_PAGE, errors) : 0;
        var size = read(request, "size", PageQuery.DEFAULT_SIZE, 1, PageQuery.MAX_SIZE, errors);
        errors.throwIfAny();
        return isCounted ? new PageQuery(page, size) : new PageSize(size);
    }

    private static int read(
            NativeWebRequest request, String name, int absent, int least, int most, FieldErrors errors) {
        var text = request.getParameter(name);
        if (text == null || text.isBlank()) {
            return absent;
        }
        try {
            var value = Integer.parseInt(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // answered below like any other value out of range
        }
        errors.reject(name, "must be a whole number from " + least + " to " + most);
        return absent;
    }
}

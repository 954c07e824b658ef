package dev.boxoffice.booking.booking.mail;

import dev.boxoffice.platform.servlet.security.CallerResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Notes the address of whoever calls a [MailsCaller] operation before it runs.
@Component
class BuyerContactInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    private final BuyerContactWorker contacts;

    BuyerContactInterceptor(BuyerContactWorker contacts) {
        this.contacts = contacts;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.hasMethodAnnotation(MailsCaller.class)) {
            CallerResolver.current().ifPresent(contacts::save);
        }
        return true;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }
}

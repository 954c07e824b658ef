package dev.boxoffice.event;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/// What of the controllers' arguments is no parameter a client sends: it must not appear in the OpenAPI
/// document.
@Configuration(proxyBeanMethods = false)
class ApiDocuments {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, HttpHeaders.class, PageQuery.class);
    }
}

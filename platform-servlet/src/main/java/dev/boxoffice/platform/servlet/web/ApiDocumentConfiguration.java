package dev.boxoffice.platform.servlet.web;

import dev.boxoffice.platform.security.Caller;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;

/// Keeps out of the API document what no client sends: the caller comes from the token.
@AutoConfiguration
public class ApiDocumentConfiguration {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }
}

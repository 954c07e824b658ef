package dev.boxoffice.platform.servlet.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Limits on what a request may bring.
///
/// @param maxBody the largest body of an ordinary request
/// @param importMaxBody the largest body of an import
/// @param largeBodies how many requests with a body larger than an ordinary one are worked on at a time
/// @param importPaths path patterns (Ant style) that take import-sized bodies
@ConfigurationProperties("boxoffice.web")
public record BodyLimitProperties(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("64MB") DataSize importMaxBody,
        @DefaultValue("2") int largeBodies,

        @DefaultValue({"/events/import", "/venues/*/seating-plan", "/venues/*/seating-plan/import"})
        List<String> importPaths) {}

/// Tests: Rate limits.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.web;

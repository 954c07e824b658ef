/// Tests: the gateway in a trace.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.trace;

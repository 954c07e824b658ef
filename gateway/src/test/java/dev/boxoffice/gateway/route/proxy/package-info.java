/// Tests: Routes and what happens when a service does not answer.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.route.proxy;

/// The services behind the gateway: their instances, and how each of them does.
@NullMarked
package dev.boxoffice.gateway.route.service;

import org.jspecify.annotations.NullMarked;

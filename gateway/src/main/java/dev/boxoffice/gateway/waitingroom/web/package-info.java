/// The waiting room over HTTP (contracts/openapi.yaml).
@NullMarked
package dev.boxoffice.gateway.waitingroom.web;

import org.jspecify.annotations.NullMarked;

/// The waiting room over HTTP (api.md, "Waiting room").
@NullMarked
package dev.boxoffice.gateway.waitingroom.web;

import org.jspecify.annotations.NullMarked;

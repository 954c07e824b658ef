/// The JDK's own HTTP server, set up for many short requests on one machine.
@NullMarked
package dev.boxoffice.standalone.http;

import org.jspecify.annotations.NullMarked;

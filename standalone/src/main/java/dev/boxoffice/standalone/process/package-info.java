/// Child processes that cannot outlive the JVM that started them.
@NullMarked
package dev.boxoffice.standalone.process;

import org.jspecify.annotations.NullMarked;

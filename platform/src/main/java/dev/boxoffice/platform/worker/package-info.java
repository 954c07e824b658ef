/// Background work of a process, all of it run and measured in one way.
@NullMarked
package dev.boxoffice.platform.worker;

import org.jspecify.annotations.NullMarked;

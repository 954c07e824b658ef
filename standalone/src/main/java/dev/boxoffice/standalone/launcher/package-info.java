/// `./boxoffice up`: the whole platform on one machine, each part a process of its own.
@NullMarked
package dev.boxoffice.standalone.launcher;

import org.jspecify.annotations.NullMarked;

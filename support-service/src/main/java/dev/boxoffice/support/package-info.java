/// The support desk: a time-management engine in which every case races a clock.
@NullMarked
package dev.boxoffice.support;

import org.jspecify.annotations.NullMarked;

/// What buyers are told by mail, and how to reach them.
@NullMarked
package dev.boxoffice.booking.booking.mail;

import org.jspecify.annotations.NullMarked;

/// What is held of a person, and how they are forgotten.
@NullMarked
package dev.boxoffice.booking.people;

import org.jspecify.annotations.NullMarked;

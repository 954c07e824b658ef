/// Who may do what with which event.
@NullMarked
package dev.boxoffice.booking.catalogue.right;

import org.jspecify.annotations.NullMarked;

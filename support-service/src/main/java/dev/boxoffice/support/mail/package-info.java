/// Mail out.
@NullMarked
package dev.boxoffice.support.mail;

import org.jspecify.annotations.NullMarked;

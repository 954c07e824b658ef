/// The mail that was sent in the standalone run, to be read on a page instead of in somebody's inbox.
@NullMarked
package dev.boxoffice.standalone.mail;

import org.jspecify.annotations.NullMarked;

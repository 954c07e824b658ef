/// Files that came with mail.
@NullMarked
package dev.boxoffice.support.attachment;

import org.jspecify.annotations.NullMarked;

/// What a mail says, read within limits. Nothing here knows a case.
@NullMarked
package dev.boxoffice.support.inbound.parse;

import org.jspecify.annotations.NullMarked;

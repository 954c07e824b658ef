/// The ways mail comes in: posted by a mail server, or fetched from a mailbox.
@NullMarked
package dev.boxoffice.support.inbound.receive;

import org.jspecify.annotations.NullMarked;

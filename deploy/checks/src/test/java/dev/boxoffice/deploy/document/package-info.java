/// What documents say of answers, compared with what is answered.
@NullMarked
package dev.boxoffice.deploy.document;

import org.jspecify.annotations.NullMarked;

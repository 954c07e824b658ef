/// What operators do by hand, from a shell: `./boxoffice reconcile`, `release`, `rebuild-search`, `drain`, `verify`.
@NullMarked
package dev.boxoffice.standalone.operator;

import org.jspecify.annotations.NullMarked;

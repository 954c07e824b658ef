/// Parts of the platform that die or cannot reach each other while people buy.
@NullMarked
package dev.boxoffice.acceptance.fault;

import org.jspecify.annotations.NullMarked;

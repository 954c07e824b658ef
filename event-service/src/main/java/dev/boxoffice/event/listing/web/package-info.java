@NullMarked
package dev.boxoffice.event.listing.web;

import org.jspecify.annotations.NullMarked;

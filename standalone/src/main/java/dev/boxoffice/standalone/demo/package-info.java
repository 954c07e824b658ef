/// What a new standalone platform has on sale: invented performances at real places.
@NullMarked
package dev.boxoffice.standalone.demo;

import org.jspecify.annotations.NullMarked;

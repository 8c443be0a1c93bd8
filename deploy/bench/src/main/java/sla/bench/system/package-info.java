/** The product as its users run it, started and asked from outside. */
@NullMarked
package sla.bench.system;

import org.jspecify.annotations.NullMarked;

/** The bare parts: the same bytes over the same broker into the same database, with nothing done to them. */
@NullMarked
package sla.bench.baseline;

import org.jspecify.annotations.NullMarked;

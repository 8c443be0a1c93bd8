/** How fast counts are made anew from the facts. */
@NullMarked
package sla.bench.rebuild;

import org.jspecify.annotations.NullMarked;

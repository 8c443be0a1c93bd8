/** How soon everything can be used, and what it keeps in memory. */
@NullMarked
package sla.bench.start;

import org.jspecify.annotations.NullMarked;

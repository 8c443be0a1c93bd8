/** How long it takes to say what other terms would have given. */
@NullMarked
package sla.bench.simulation;

import org.jspecify.annotations.NullMarked;

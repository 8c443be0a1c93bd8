/** The counts that a plan comes to, made without the events: what the product would take hours to count. */
@NullMarked
package sla.bench.counts;

import org.jspecify.annotations.NullMarked;

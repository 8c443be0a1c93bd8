/** What a run costs and how fast it is. */
@NullMarked
package sla.bench.measure;

import org.jspecify.annotations.NullMarked;

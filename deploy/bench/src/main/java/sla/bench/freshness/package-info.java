/** How long after a push the changed value is there for its readers. */
@NullMarked
package sla.bench.freshness;

import org.jspecify.annotations.NullMarked;

/** How long the result of a month takes, by how many contacts it had. */
@NullMarked
package sla.bench.result;

import org.jspecify.annotations.NullMarked;

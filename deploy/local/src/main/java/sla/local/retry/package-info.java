/** Rejected messages: what there is, and judging them once more. */
@NullMarked
package sla.local.retry;

import org.jspecify.annotations.NullMarked;

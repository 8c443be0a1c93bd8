/** Planned events as the bytes of messages. */
@NullMarked
package sla.bench.event;

import org.jspecify.annotations.NullMarked;

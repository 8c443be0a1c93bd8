/** What is to be sent, and what must come of it: pure functions of a seed, without clock or bytes. */
@NullMarked
package sla.bench.plan;

import org.jspecify.annotations.NullMarked;

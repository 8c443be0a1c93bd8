/** Events per second from Kafka to committed counts, beside what the bare parts can do. */
@NullMarked
package sla.bench.throughput;

import org.jspecify.annotations.NullMarked;

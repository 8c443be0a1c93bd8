/** A Kafka broker and a PostgreSQL server inside or beside this JVM, for one machine and for tests. */
@NullMarked
package sla.embedded;

import org.jspecify.annotations.NullMarked;

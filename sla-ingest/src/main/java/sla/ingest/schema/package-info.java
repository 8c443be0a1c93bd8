/** The formats of events, for everyone to fetch. */
@NullMarked
package sla.ingest.schema;

import org.jspecify.annotations.NullMarked;

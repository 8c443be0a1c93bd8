/** The names each source keeps its counts apart by, and their limit. */
@NullMarked
package sla.ingest.dimension;

import org.jspecify.annotations.NullMarked;

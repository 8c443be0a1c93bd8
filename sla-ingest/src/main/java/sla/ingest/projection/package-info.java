/** Keeps tables that follow a topic. */
@NullMarked
package sla.ingest.projection;

import org.jspecify.annotations.NullMarked;

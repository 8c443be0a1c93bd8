/** What was refused and why, to be looked up. */
@NullMarked
package sla.ingest.rejection;

import org.jspecify.annotations.NullMarked;

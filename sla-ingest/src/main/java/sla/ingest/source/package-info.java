/** Which sources there are, what they may speak for, and their topics. */
@NullMarked
package sla.ingest.source;

import org.jspecify.annotations.NullMarked;

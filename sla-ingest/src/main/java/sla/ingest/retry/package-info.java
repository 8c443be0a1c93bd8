/** Judges rejected messages once more, after what stood in their way was mended. */
@NullMarked
package sla.ingest.retry;

import org.jspecify.annotations.NullMarked;

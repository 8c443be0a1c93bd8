/** From the input topics to accepted records and rejections, exactly once. */
@NullMarked
package sla.ingest.stream;

import org.jspecify.annotations.NullMarked;

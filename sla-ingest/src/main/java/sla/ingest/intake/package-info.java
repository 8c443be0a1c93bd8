/** What came of each source's messages, in numbers. */
@NullMarked
package sla.ingest.intake;

import org.jspecify.annotations.NullMarked;

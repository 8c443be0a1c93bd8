/** What a source may send, and what is wrong with what it sent. Pure: no clock, no input or output. */
@NullMarked
package sla.ingest.event;

import org.jspecify.annotations.NullMarked;

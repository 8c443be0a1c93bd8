/** Acting as a source: records from a file to the topic of that source. */
@NullMarked
package sla.local.replay;

import org.jspecify.annotations.NullMarked;

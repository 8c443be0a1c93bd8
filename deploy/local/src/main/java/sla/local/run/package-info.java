/** Starting, watching and stopping all parts on one machine. */
@NullMarked
package sla.local.run;

import org.jspecify.annotations.NullMarked;

/** Work on the counts as a whole: verify, rebuild, retain and forget. */
@NullMarked
package sla.local.job;

import org.jspecify.annotations.NullMarked;

/** Work on the counts as a whole: verify, rebuild and retain. */
@NullMarked
package sla.local.job;

import org.jspecify.annotations.NullMarked;

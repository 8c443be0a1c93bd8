/** Work on the counts as a whole: verify and rebuild. */
@NullMarked
package sla.local.job;

import org.jspecify.annotations.NullMarked;

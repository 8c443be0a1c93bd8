/** Where the time goes inside the processes. */
@NullMarked
package sla.bench.profile;

import org.jspecify.annotations.NullMarked;

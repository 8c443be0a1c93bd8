/** The one-machine launcher and the tools behind {@code ./sla}. */
@NullMarked
package sla.local;

import org.jspecify.annotations.NullMarked;

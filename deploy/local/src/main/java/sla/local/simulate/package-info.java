/** What other terms would have given, for people at a terminal. */
@NullMarked
package sla.local.simulate;

import org.jspecify.annotations.NullMarked;

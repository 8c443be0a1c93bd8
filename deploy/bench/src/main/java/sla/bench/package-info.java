/** Load from a plan, and what the product makes of it. */
@NullMarked
package sla.bench;

import org.jspecify.annotations.NullMarked;

/** Where an installation keeps its things, and what of it runs now. */
@NullMarked
package sla.local.state;

import org.jspecify.annotations.NullMarked;

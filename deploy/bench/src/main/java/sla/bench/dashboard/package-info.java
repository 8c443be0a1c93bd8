/** How long many clients wait who ask again and again while events come in. */
@NullMarked
package sla.bench.dashboard;

import org.jspecify.annotations.NullMarked;

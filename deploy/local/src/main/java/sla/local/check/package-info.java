/** Agreement documents on a person's desk, before any service has them. */
@NullMarked
package sla.local.check;

import org.jspecify.annotations.NullMarked;

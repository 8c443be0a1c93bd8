/** What a source sends: CloudEvents on its topic. */
@NullMarked
package sla.local.event;

import org.jspecify.annotations.NullMarked;

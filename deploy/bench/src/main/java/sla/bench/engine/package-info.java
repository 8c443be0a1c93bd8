/** How long the rule engine takes, without the service round it. */
@NullMarked
package sla.bench.engine;

import org.jspecify.annotations.NullMarked;

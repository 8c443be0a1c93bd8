/** What the verbs of {@code ./sla bench} have in common. */
@NullMarked
package sla.bench.command;

import org.jspecify.annotations.NullMarked;

/** Shows that nothing is lost and nothing counted twice, whatever is killed and whenever. */
@NullMarked
package sla.bench.crash;

import org.jspecify.annotations.NullMarked;

/** Shows that malformed and hostile messages are each rejected with a reason or rightly accepted, and harm nobody. */
@NullMarked
package sla.bench.garbage;

import org.jspecify.annotations.NullMarked;

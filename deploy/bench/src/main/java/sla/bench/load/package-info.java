/** Brings a plan into the product, and reads back what the product made of it. */
@NullMarked
package sla.bench.load;

import org.jspecify.annotations.NullMarked;

/** The sample: registrations, agreements, real calls of a bank and a synthetic vendor. */
@NullMarked
package sla.local.sample;

import org.jspecify.annotations.NullMarked;

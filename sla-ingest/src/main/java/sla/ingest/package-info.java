/** What a vendor may send: formats, validation, identity, quarantine. */
@NullMarked
package sla.ingest;

import org.jspecify.annotations.NullMarked;

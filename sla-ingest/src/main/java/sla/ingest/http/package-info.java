/** What holds for every endpoint. */
@NullMarked
package sla.ingest.http;

import org.jspecify.annotations.NullMarked;

package sla.ingest.dimension;

import sla.ingest.event.DimensionValue;

/** A name as one source uses it. */
record SourceValue(String source, DimensionValue value) {}

package sla.ingest.dimension;

import java.util.List;
import sla.ingest.event.DimensionValue;

/** The names in one message of a source, at most one per dimension. */
public record MessageNames(String source, List<DimensionValue> values) {}

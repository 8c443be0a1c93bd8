package sla.ingest.rejection;

import sla.model.event.RejectionCode;

/** How many rejections of a source have a reason among theirs, by where they stand. */
record RejectionCount(String source, RejectionCode reason, long open, long waiting, long accepted) {}

package sla.local.sample;

import sla.local.event.OutgoingEvent;

/** A message of the sample and the source that sends it. */
record SampleEvent(String source, OutgoingEvent event) {}

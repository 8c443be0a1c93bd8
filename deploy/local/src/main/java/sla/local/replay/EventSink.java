package sla.local.replay;

import sla.local.event.OutgoingEvent;

/** Where messages go. */
interface EventSink {
    void send(OutgoingEvent event);
}

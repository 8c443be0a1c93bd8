package sla.bench.plan;

import sla.model.event.Channel;

/** Where contacts of one channel wait. */
public record Queue(String name, String vendor, Channel channel, Source source) {}

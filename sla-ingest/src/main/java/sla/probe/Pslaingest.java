package sla.probe;

record Pslaingest(String name) {}

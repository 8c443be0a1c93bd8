package sla.probe;

record Pdeployembedded(String name) {}

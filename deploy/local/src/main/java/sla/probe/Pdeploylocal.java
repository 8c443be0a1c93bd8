package sla.probe;

record Pdeploylocal(String name) {}

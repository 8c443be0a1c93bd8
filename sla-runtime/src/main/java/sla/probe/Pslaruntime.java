package sla.probe;

record Pslaruntime(String name) {}

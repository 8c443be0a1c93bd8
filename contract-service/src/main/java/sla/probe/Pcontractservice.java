package sla.probe;

record Pcontractservice(String name) {}

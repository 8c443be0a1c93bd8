package sla.probe;

record Pslaevaluator(String name) {}

package sla.evaluator.job;

import java.util.List;

/** The newest jobs, newest first. */
public record JobList(List<Job> items) {}

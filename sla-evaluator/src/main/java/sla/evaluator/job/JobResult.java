package sla.evaluator.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a job; see {@link Job}. */
record JobResult(@Nullable Long rows, @Nullable Long differences, List<String> first, List<String> notes) {}

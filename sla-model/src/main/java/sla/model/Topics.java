package sla.model;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Kafka topics of the product. Every name stands here once. */
public final class Topics {
    /** Accepted, normalised records of all types, keyed by {@code source/recordId}. Never compacted. */
    public static final String INTERACTIONS = "sla.interactions";

    /** What was refused, with every reason; keyed by input topic, partition and offset. */
    public static final String REJECTIONS = "sla.rejections";

    /**
     * Rejected messages to be judged once more, by the id of the attempt alone, keyed by record: what is judged stands in
     * the database of sla-ingest, so nobody can pass anything off as a retry here.
     */
    public static final String RETRIES = "sla.retries";

    /** What came of them: {@link sla.model.event.RetryOutcome}, keyed by attempt. */
    public static final String RETRY_OUTCOMES = "sla.retry-outcomes";

    /** What became of each batch per source, to be summed up: accepted, rejected by reason. Keyed by source. */
    public static final String INTAKE = "sla.intake";

    /** Compacted: source id to {@link sla.model.registration.SourceRegistration}. */
    public static final String SOURCES = "sla.sources";

    /** Compacted: {@code agreement/version} to {@link sla.model.agreement.Agreement}, active versions only. */
    public static final String AGREEMENTS = "sla.agreements";

    /**
     * Compacted: {@code kind/id} to {@link sla.model.term.Term}, each as it stands now with its whole history; one that is
     * not approved, too.
     */
    public static final String TERMS = "sla.terms";

    /**
     * Compacted: {@code agreement/period} to {@link sla.model.evaluation.PublishedEvaluation}; a later sequence replaces
     * an earlier one, so that the topic always has the last evaluation of every period.
     */
    public static final String EVALUATIONS = "sla.evaluations";

    /**
     * Compacted: {@code agreement/period/number} to {@link sla.model.evaluation.Difference}. A number is used once, so
     * that the topic keeps the whole history.
     */
    public static final String DIFFERENCES = "sla.differences";

    /**
     * Those of which the last message of each key counts. They have one partition for ever: order holds within a partition
     * alone, and more of them would move keys.
     */
    public static final Set<String> COMPACTED = Set.of(SOURCES, AGREEMENTS, TERMS, EVALUATIONS, DIFFERENCES);

    /** The partition of the compacted topics, also of one to which somebody has added others. */
    public static final int COMPACTED_PARTITION = 0;

    /** Input topics of all sources, for a pattern subscription. */
    public static final String RECORDS_PATTERN = "source\\.[a-z0-9][a-z0-9-]*\\.records";

    private static final Pattern RECORDS = Pattern.compile("source\\.([a-z0-9][a-z0-9-]*)\\.records");

    private Topics() {}

    /** The input topic of a source. */
    public static String records(String source) {
        return "source." + source + ".records";
    }

    /** The source whose input topic this is; empty for any other topic. */
    public static Optional<String> sourceOf(String topic) {
        Matcher matcher = RECORDS.matcher(topic);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}

package sla.evaluator.completeness;

import java.util.Locale;

/** What completeness can be filtered and grouped by: no more is known of a control total. */
enum DeclaredDimension {
    SOURCE,
    VENDOR,
    QUEUE;

    /** As it is called in parameters and answers. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String of(DeclaredKey key) {
        return switch (this) {
            case SOURCE -> key.source();
            case VENDOR -> key.vendor();
            case QUEUE -> key.queue();
        };
    }
}

package sla.bench.system;

import java.util.Locale;

/** The processes of a product that is made to fail; the second ones of a service are replicas that come and go. */
public enum PartName {
    BROKER(Kind.SERVER),
    DATABASE(Kind.SERVER),
    CONTRACT_SERVICE(Kind.CONTRACT_SERVICE),
    INGEST_1(Kind.INGEST),
    INGEST_2(Kind.INGEST),
    EVALUATOR_1(Kind.EVALUATOR),
    EVALUATOR_2(Kind.EVALUATOR);

    public enum Kind {
        SERVER,
        CONTRACT_SERVICE,
        INGEST,
        EVALUATOR
    }

    private final Kind kind;

    PartName(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isReplica() {
        return this == INGEST_2 || this == EVALUATOR_2;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package sla.ingest.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import sla.ingest.IngestConfig;
import sla.ingest.dimension.DimensionValues;
import sla.ingest.dimension.MessageNames;
import sla.ingest.event.DimensionValue;
import sla.ingest.event.EventReader;
import sla.ingest.event.ReceivedMessage;
import sla.ingest.event.TimeLimits;
import sla.ingest.event.Verdict;
import sla.ingest.source.SourceTable;
import sla.model.event.RejectionCode;
import sla.model.registration.SourceRegistration;

/** Judges a batch: what one message alone decides, then what registrations and the names known so far decide. */
@ApplicationScoped
public class Judge {
    private static final Logger LOG = Logger.getLogger(Judge.class);
    private static final Duration CATCH_UP = Duration.ofSeconds(10);

    /** What a registration that is only just on its way to us would have decided otherwise. */
    private static final Set<RejectionCode> BY_REGISTRATION = EnumSet.of(
            RejectionCode.SOURCE_NOT_REGISTERED,
            RejectionCode.VENDOR_NOT_ALLOWED,
            RejectionCode.TYPE_NOT_ALLOWED,
            RejectionCode.REVISION_KIND);

    private final SourceTable sources;
    private final DimensionValues dimensions;
    private final EventReader reader;

    Judge(SourceTable sources, DimensionValues dimensions, IngestConfig config) {
        this.sources = sources;
        this.dimensions = dimensions;
        this.reader = new EventReader(new TimeLimits(config.earliest(), config.latestAhead()));
    }

    /** One verdict per message, in the same order. Throws only if the batch as a whole cannot be judged now. */
    List<Verdict> judge(List<ReceivedMessage> messages) throws SQLException, TimeoutException, InterruptedException {
        if (!sources.complete()) {
            sources.catchUp(CATCH_UP);
        }
        Map<String, SourceRegistration> registrations = sources.current();
        List<Verdict> verdicts = new ArrayList<>(messages.size());
        boolean again = false;
        for (ReceivedMessage message : messages) {
            Verdict verdict = judge(message, registrations);
            again |= dependsOnRegistration(verdict);
            verdicts.add(verdict);
        }
        if (again) {
            judgeAgain(messages, verdicts);
        }
        limitDimensions(messages, verdicts);
        return verdicts;
    }

    /** A registration published before a message was read decides about it, however slowly it travels to us. */
    private void judgeAgain(List<ReceivedMessage> messages, List<Verdict> verdicts)
            throws TimeoutException, InterruptedException {
        sources.catchUp(CATCH_UP);
        Map<String, SourceRegistration> registrations = sources.current();
        for (int i = 0; i < verdicts.size(); i++) {
            if (dependsOnRegistration(verdicts.get(i))) {
                verdicts.set(i, judge(messages.get(i), registrations));
            }
        }
    }

    private static boolean dependsOnRegistration(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> false;
            case Verdict.Rejected rejected ->
                rejected.rejection().reasons().stream().anyMatch(reason -> BY_REGISTRATION.contains(reason.code()));
        };
    }

    /** A defect of ours on one message must not hold up the others for ever, nor lose it. */
    private Verdict judge(ReceivedMessage message, Map<String, SourceRegistration> registrations) {
        try {
            return reader.judge(message, registrations.get(message.source()));
        } catch (RuntimeException e) {
            // The exception's own message could quote the record, which must not get into the log.
            LOG.errorf(
                    "A defect: %s judging %s, which is rejected as INTERNAL_ERROR; at %s",
                    e.getClass().getName(),
                    message.input(),
                    e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0]);
            return Verdict.Rejected.defect(message);
        }
    }

    private void limitDimensions(List<ReceivedMessage> messages, List<Verdict> verdicts) throws SQLException {
        List<Integer> places = new ArrayList<>(verdicts.size());
        List<MessageNames> names = new ArrayList<>(verdicts.size());
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Accepted accepted) {
                places.add(i);
                names.add(new MessageNames(accepted.accepted().source(), accepted.dimensions()));
            }
        }
        List<List<DimensionValue>> beyond = dimensions.admit(names);
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            if (!beyond.get(i).isEmpty() && verdicts.get(place) instanceof Verdict.Accepted accepted) {
                verdicts.set(place, accepted.tooManyValues(messages.get(place), beyond.get(i), dimensions.most()));
            }
        }
    }
}

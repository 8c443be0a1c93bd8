package sla.model.agreement;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sla.model.time.Every;

/** Over which periods caps limit, and over which charges are added up. */
final class SpansCheck {
    private static final String NO_START = "startMonth is for quarters and years: remove it, or write %s: year.";

    private SpansCheck() {}

    static void check(Agreement agreement, Findings findings) {
        Bases bases = Bases.of(agreement);
        for (int i = 0; i < agreement.bases().size(); i++) {
            Base base = agreement.bases().get(i);
            if (base.startMonth() != null && !base.chargedPeriod().hasSpans()) {
                findings.add(FindingCode.BASE_FORM, "/bases/" + i + "/startMonth", NO_START.formatted("period"));
            }
        }
        for (int i = 0; i < agreement.caps().size(); i++) {
            Cap cap = agreement.caps().get(i);
            Integer months = agreement.period().every().months();
            if (cap.per() == Cap.Scope.QUARTER
                    && months != null
                    && months > Objects.requireNonNull(Every.QUARTER.months())) {
                findings.add(
                        FindingCode.CAP_SHORTER_THAN_PERIOD,
                        "/caps/" + i + "/per",
                        "A period is longer than a quarter and is cut to the amount of the one quarter in which it begins:"
                                + " write per: period, and the amount of a whole period, or record the reading.");
            }
            boolean hasSpans = cap.per() == Cap.Scope.QUARTER || cap.per() == Cap.Scope.YEAR;
            if (cap.startMonth() != null && !hasSpans) {
                findings.add(FindingCode.CAP_FORM, "/caps/" + i + "/startMonth", NO_START.formatted("per"));
            }
            if (cap.per() != Cap.Scope.PERIOD && bases.isOfCharges(cap) && !bases.isOfTheSpans(cap)) {
                findings.add(FindingCode.CAP_FORM, "/caps/" + i + "/of", otherSpans(cap));
            }
        }
    }

    private static String otherSpans(Cap cap) {
        String per = cap.per().name().toLowerCase(Locale.ROOT);
        @Nullable Integer month = cap.startMonth();
        return "A cap per " + per + " cannot be a share of what is charged over any other time: write period: " + per
                + (month == null ? "" : " and startMonth: " + month)
                + " in its base of charges, or an amount, or per: period.";
    }
}

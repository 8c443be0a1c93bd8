package sla.model.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What settles the lines of other rules, of this period and of earlier ones: it looks at no KPI and no points. */
public sealed interface SettlingRule extends Rule permits BankRule, EarnBackRule {
    /** The ids of the rules whose lines it settles; they stand before it. */
    List<String> rules();

    @Override
    default @Nullable String kpi() {
        return null;
    }

    @Override
    default List<String> total() {
        return List.of();
    }

    @Override
    default @Nullable Condition when() {
        return null;
    }

    @Override
    default @Nullable Repeats repeats() {
        return null;
    }
}

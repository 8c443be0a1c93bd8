package sla.contract.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions of a query in HQL, each with its parameter: only what the caller asked for becomes one. */
public final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /** Adds {@code path = value} unless the value is null. */
    public Where equal(String path, String name, @Nullable Object value) {
        return value == null ? this : and(path + " = :" + name, Map.of(name, value));
    }

    public Where and(String condition) {
        return and(condition, Map.of());
    }

    public Where and(String condition, Map<String, Object> values) {
        conditions.add("(" + condition + ")");
        parameters.putAll(values);
        return this;
    }

    public String clause() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    public Map<String, Object> parameters() {
        return parameters;
    }
}

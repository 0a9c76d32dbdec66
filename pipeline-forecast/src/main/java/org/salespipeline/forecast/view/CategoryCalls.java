package org.salespipeline.forecast.view;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;
import org.salespipeline.forecast.view.Facts.Field;
import org.salespipeline.stage.ForecastCategory;

/** Looks up which category was called for a deal, and whether that was in the stage it stands in. */
final class CategoryCalls {

    private final Known known;
    private final RowsAsOf rows;

    /** By code of the label. */
    private final ImmutableList<Optional<ForecastCategory>> categories;

    CategoryCalls(Known known) {
        this.known = known;
        rows = known.rows(Field.CATEGORY);
        Labels labels = rows.facts().labels(0);
        ImmutableList.Builder<Optional<ForecastCategory>> found = ImmutableList.builder();
        found.add(Optional.empty());
        for (int code = 1; code < labels.codeCount(); code++) {
            found.add(Optional.of(ForecastCategory.valueOf(labels.name(code))));
        }
        categories = found.build();
    }

    Optional<ForecastCategory> category(int deal) {
        int fact = rows.lastOfDeal(deal);
        return fact < 0
                ? Optional.empty()
                : categories.get(rows.facts().labels(0).code(fact));
    }

    /** What is dated before the creation of the deal stands as if it happened then. */
    boolean isInStage(int deal) {
        if (category(deal).isEmpty()) {
            return false;
        }
        StageRegister register = new StageRegister(known);
        register.read(register.runs().ofDeal(deal));
        if (register.entry() < 0) {
            return true;
        }
        Instant created = known.rows(Field.CREATED).facts().valid().at(known.creation(deal));
        Instant entered = register.valid().at(register.entry());
        Instant called = rows.facts().valid().at(rows.lastOfDeal(deal));
        return !called.isBefore(entered) || !created.isBefore(entered);
    }
}

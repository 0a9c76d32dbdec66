package org.salespipeline.forecast.view;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.DealColumns.Segments;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.Facts.Field;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.stage.ForecastCategory;

/** Finds the segment of every deal in one dimension. */
final class SegmentReader {

    /** What every deal can be grouped by, besides what the host defines. */
    static final ImmutableList<String> BUILT_IN = ImmutableList.of(
            "account", "category", "kind", "lost for", "lost to", "owner", "partner", "process", "source", "stage");

    private static final int ACCOUNT = 2;
    private static final int SOURCE = 3;
    private static final int KIND = 4;

    private final Known known;
    private final DealColumns deals;

    SegmentReader(Known known, DealColumns deals) {
        this.known = known;
        this.deals = deals;
    }

    Segments read(String dimension) {
        return switch (dimension) {
            case "owner" -> ofLabels(new int[deals.size()], known.rows(Field.OWNER));
            case "account" -> ofCreation(ACCOUNT);
            case "source" -> ofCreation(SOURCE);
            case "kind" -> ofCreation(KIND);
            case "lost for" -> ofLosses(StageRegister::lossReasons);
            case "lost to" -> ofLosses(StageRegister::competitors);
            case "process" -> ofStages(stage -> stage.process().id().value());
            case "stage" -> ofStages(stage -> stage.stage().id().value());
            case "category" -> ofCategory();
            case "partner" -> ofPartner();
            default -> ofDimension(dimension);
        };
    }

    private Segments ofLabels(int[] codes, RowsAsOf rows) {
        Labels labels = rows.facts().labels(0);
        for (int row = 0; row < codes.length; row++) {
            int fact = rows.lastOfDeal(deals.dealNumber(row));
            codes[row] = fact < 0 ? Labels.ABSENT : labels.code(fact);
        }
        return segments(codes, labels.codeCount(), labels::name);
    }

    private Segments ofCreation(int value) {
        Labels labels = known.rows(Field.CREATED).facts().labels(value);
        int[] codes = new int[deals.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = labels.code(known.creation(deals.dealNumber(row)));
        }
        return segments(codes, labels.codeCount(), labels::name);
    }

    /** What is known of the loss of deals that stand as lost, or as ended otherwise. */
    private Segments ofLosses(Function<StageRegister, Labels> what) {
        StageRegister register = new StageRegister(known);
        Labels labels = what.apply(register);
        int[] codes = new int[deals.size()];
        for (int row = 0; row < codes.length; row++) {
            register.read(register.runs().ofDeal(deals.dealNumber(row)));
            codes[row] = register.loss() < 0 ? Labels.ABSENT : labels.code(register.loss());
        }
        return segments(codes, labels.codeCount(), labels::name);
    }

    private Segments ofStages(Function<StageRef, String> name) {
        int[] codes = new int[deals.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = deals.stage(row) + 1;
        }
        List<StageRef> stages = deals.stages();
        return segments(codes, stages.size() + 1, code -> name.apply(stages.get(code - 1)));
    }

    /** The called category while the stage is open, or else that of the stage. */
    private Segments ofCategory() {
        RowsAsOf rows = known.rows(Field.CATEGORY);
        Labels calls = rows.facts().labels(0);
        List<String> all =
                Arrays.stream(ForecastCategory.values()).map(Enum::name).toList();
        int[] byLabel = new int[calls.codeCount()];
        for (int code = 1; code < byLabel.length; code++) {
            byLabel[code] = all.indexOf(calls.name(code)) + 1;
        }
        int[] byStage = deals.stages().stream()
                .mapToInt(stage -> all.indexOf(stage.stage().category().name()) + 1)
                .toArray();
        int[] codes = new int[deals.size()];
        for (int row = 0; row < codes.length; row++) {
            int fact = rows.lastOfDeal(deals.dealNumber(row));
            int label = fact < 0 ? Labels.ABSENT : calls.code(fact);
            int stage = deals.stage(row);
            boolean called = label != Labels.ABSENT
                    && deals.stages().get(stage).stage().kind().isOpen();
            codes[row] = called ? byLabel[label] : byStage[stage];
        }
        return segments(codes, all.size() + 1, code -> all.get(code - 1));
    }

    /** The partner who sourced the deal, where that is exactly one. */
    private Segments ofPartner() {
        RowsAsOf rows = known.rows(Field.PARTNER);
        Labels partners = rows.facts().labels(0);
        PartnerLinks links = new PartnerLinks(rows);
        int[] codes = new int[deals.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] =
                    links.onlyPartner(rows.facts().runs().ofDeal(deals.dealNumber(row)), PartnerRole.SOURCED.name());
        }
        return segments(codes, partners.codeCount(), partners::name);
    }

    private Segments ofDimension(String dimension) {
        RowsAsOf rows = known.rows(Field.DIMENSION);
        Labels names = rows.facts().labels(0);
        Labels values = rows.facts().labels(1);
        checkArgument(
                dimensions().contains(dimension),
                "unknown dimension %s; this view has %s and its own %s",
                dimension,
                BUILT_IN,
                dimensions());
        int wanted = names.codeOf(dimension);
        int[] codes = new int[deals.size()];
        for (int row = 0; row < codes.length; row++) {
            int run = rows.facts().runs().ofDeal(deals.dealNumber(row));
            int fact = run < 0 ? -1 : rows.lastWith(run, names, wanted);
            codes[row] = fact < 0 ? Labels.ABSENT : values.code(fact);
        }
        return segments(codes, values.codeCount(), values::name);
    }

    /** The host's own dimensions of which a fact is known. */
    List<String> dimensions() {
        RowsAsOf rows = known.rows(Field.DIMENSION);
        Labels names = rows.facts().labels(0);
        boolean[] seen = new boolean[names.codeCount()];
        for (int row = 0; row < rows.facts().runs().rows(); row++) {
            seen[names.code(row)] |= rows.known(row);
        }
        ImmutableSortedSet.Builder<String> sorted = ImmutableSortedSet.naturalOrder();
        for (int code = 1; code < seen.length; code++) {
            if (seen[code]) {
                sorted.add(names.name(code));
            }
        }
        return sorted.build().asList();
    }

    /** Numbers the names that rows have, sorted; equal names get one number. */
    private static Segments segments(int[] codes, int codeCount, IntFunction<String> name) {
        boolean[] used = new boolean[codeCount];
        for (int code : codes) {
            used[code] = true;
        }
        @Nullable String[] names = new String[codeCount];
        for (int code = 1; code < codeCount; code++) {
            names[code] = used[code] ? name.apply(code) : null;
        }
        String[] sorted = Arrays.stream(names)
                .filter(found -> found != null)
                .sorted()
                .distinct()
                .toArray(String[]::new);
        int[] translated = new int[codeCount];
        translated[Labels.ABSENT] = sorted.length;
        for (int code = 1; code < codeCount; code++) {
            String found = names[code];
            translated[code] = found == null ? sorted.length : Arrays.binarySearch(sorted, found);
        }
        for (int row = 0; row < codes.length; row++) {
            codes[row] = translated[codes[row]];
        }
        return new Segments(Codes.of(codes), ImmutableList.copyOf(sorted));
    }
}

package org.salespipeline.forecast.view;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.Facts.Field;

/**
 * Collects facts: deal by deal, the deals in any order. Within a deal the facts of one field come in the order in which
 * they count.
 */
final class FactsBuilder {

    private static final ImmutableList<String> NONE = ImmutableList.of();

    private final StageCodes stages;
    private final Texts.Builder ids = new Texts.Builder();
    private final Moment moment = new Moment();

    private final Labels.Builder createdStage;
    private final Labels.Builder name = new Labels.Builder(NONE);
    private final Labels.Builder account = new Labels.Builder(NONE);
    private final Labels.Builder source = new Labels.Builder(NONE);
    private final Labels.Builder kind = new Labels.Builder(NONE);
    private final Labels.Builder turn;
    private final Labels.Builder turnStage;
    private final Numbers.Builder turnDay = new Numbers.Builder();
    private final Labels.Builder turnText = new Labels.Builder(NONE);
    private final Labels.Builder turnRival = Labels.Builder.tracedOnlyWherePresent();
    private final Numbers.Builder minor = new Numbers.Builder();
    private final Labels.Builder currency = new Labels.Builder(NONE);
    private final Numbers.Builder closeDay = new Numbers.Builder();
    private final Labels.Builder owner = new Labels.Builder(NONE);
    private final Labels.Builder category = new Labels.Builder(NONE);
    private final Numbers.Builder chance = new Numbers.Builder();
    private final Labels.Builder dimension = new Labels.Builder(NONE);
    private final Labels.Builder dimensionValue = new Labels.Builder(NONE);
    private final Labels.Builder evidence = new Labels.Builder(NONE);
    private final Labels.Builder confirmedBy = new Labels.Builder(NONE);
    private final Labels.Builder partner = new Labels.Builder(NONE);
    private final Labels.Builder role = new Labels.Builder(NONE);
    private final Labels.Builder linked = new Labels.Builder(NONE);

    private final FactRows.Builder[] fields = new FactRows.Builder[Field.values().length];

    FactsBuilder(StageCodes stages) {
        this.stages = stages;
        createdStage = new Labels.Builder(stages.keys());
        turn = new Labels.Builder(Arrays.stream(Turn.values()).map(Turn::name).toList());
        turnStage = new Labels.Builder(stages.keys());
        field(Field.CREATED, createdStage, name, account, source, kind);
        field(Field.STAGE, turn, turnStage, turnDay, turnText, turnRival);
        field(Field.AMOUNT, minor, currency);
        field(Field.EXPECTED_CLOSE, closeDay);
        field(Field.OWNER, owner);
        field(Field.CATEGORY, category);
        field(Field.CHANCE, chance);
        field(Field.DIMENSION, dimension, dimensionValue);
        field(Field.EVIDENCE, evidence, confirmedBy);
        field(Field.PARTNER, partner, role, linked);
    }

    private void field(Field field, Column.Builder... values) {
        fields[field.number()] = new FactRows.Builder(field.number() + 1, field.keys(), values);
    }

    StageCodes stages() {
        return stages;
    }

    /** The times of the facts that follow. */
    Moment moment() {
        return moment;
    }

    int deals() {
        return ids.size();
    }

    /** Begins the next deal. */
    void deal(String id) {
        ids.add(id);
    }

    private void row(Field field) {
        fields[field.number()].add(ids.size() - 1, moment);
    }

    void created(int stage, Origin origin) {
        row(Field.CREATED);
        createdStage.addCode(stage + 1);
        name.add(origin.name());
        account.add(origin.account());
        source.add(origin.source());
        kind.add(origin.kind());
    }

    /** Adds a fact of the stage register; the stage of a merge or a deletion is -1. */
    void turn(Turn what, int stage, long day, @Nullable String text) {
        row(Field.STAGE);
        turn.addCode(what.code());
        turnStage.addCode(stage + 1);
        turnDay.add(day);
        turnText.add(text);
        turnRival.add(null);
    }

    /** Adds the end of a deal without a sale. */
    void lost(int stage, long day, @Nullable String reason, @Nullable String competitor) {
        row(Field.STAGE);
        turn.addCode(Turn.LOST.code());
        turnStage.addCode(stage + 1);
        turnDay.add(day);
        turnText.add(reason);
        turnRival.add(competitor);
    }

    void amount(long minorUnits, @Nullable String currencyCode) {
        row(Field.AMOUNT);
        minor.add(minorUnits);
        currency.add(currencyCode);
    }

    void expectedClose(long day) {
        row(Field.EXPECTED_CLOSE);
        closeDay.add(day);
    }

    void owner(@Nullable String id) {
        row(Field.OWNER);
        owner.add(id);
    }

    void category(@Nullable String called) {
        row(Field.CATEGORY);
        category.add(called);
    }

    /** Adds a called chance as the bits of a {@code double}. */
    void chance(long bits) {
        row(Field.CHANCE);
        chance.add(bits);
    }

    void dimension(String of, @Nullable String value) {
        row(Field.DIMENSION);
        dimension.add(of);
        dimensionValue.add(value);
    }

    /** Adds evidence, or takes it away when there is nobody who confirms it. */
    void evidence(String of, @Nullable String by) {
        row(Field.EVIDENCE);
        evidence.add(of);
        confirmedBy.add(by);
    }

    void partner(String id, String playing, boolean isLinked) {
        row(Field.PARTNER);
        partner.add(id);
        role.add(playing);
        linked.add(isLinked ? "linked" : null);
    }

    /** Adds the deals of another builder over equal stages. */
    void addAll(FactsBuilder other) {
        int before = ids.size();
        Texts added = other.ids.build();
        for (int deal = 0; deal < added.size(); deal++) {
            ids.add(added, deal);
        }
        for (int field = 0; field < fields.length; field++) {
            fields[field].addAll(other.fields[field], before);
        }
    }

    /** The facts; refuses a deal that came twice. */
    Facts build() {
        Texts texts = ids.build();
        int @Nullable [] order = TextOrder.of(texts);
        Texts sorted = order == null ? texts : texts.inOrder(order);
        for (int deal = 1; deal < sorted.size(); deal++) {
            if (sorted.same(deal - 1, sorted, deal)) {
                throw new IllegalArgumentException("deals must have different ids, was " + sorted.get(deal) + " twice");
            }
        }
        ImmutableList.Builder<FactRows> rows = ImmutableList.builder();
        for (FactRows.Builder field : fields) {
            rows.add(field.build(sorted.size(), order));
        }
        return new Facts(sorted, stages, rows.build());
    }

    /** The texts that a deal is created with, each null when it is unknown. */
    interface Origin {

        @Nullable
        String name();

        @Nullable
        String account();

        @Nullable
        String source();

        @Nullable
        String kind();
    }
}

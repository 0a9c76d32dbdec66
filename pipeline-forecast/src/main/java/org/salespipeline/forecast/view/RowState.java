package org.salespipeline.forecast.view;

import static com.google.common.base.Preconditions.checkArgument;

import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/** The row that is being filled, and how it becomes facts: those that an opening log of the same deal would hold. */
final class RowState implements FactsBuilder.Origin {

    final RowParts parts = new RowParts();
    String id = "";

    @Nullable
    StageId stage;

    long minorUnits;

    @Nullable
    String currency;

    long expectedDay;
    long actualDay;

    @Nullable
    String name;

    @Nullable
    String account;

    @Nullable
    String source;

    @Nullable
    String kind;

    @Nullable
    String owner;

    @Nullable
    String category;

    long chanceBits;

    @Nullable
    String lossReason;

    @Nullable
    String competitor;

    @Nullable
    String mergedInto;

    boolean isDeleted;
    boolean isRecycled;

    private final FactsBuilder facts;
    private int process;
    private boolean isCreated;
    private boolean isEntered;
    private long createdSecond;
    private int createdNano;
    private long enteredSecond;
    private int enteredNano;
    private String checkedCurrency = "";

    RowState(FactsBuilder facts) {
        this.facts = facts;
    }

    void begin(String deal) {
        id = deal;
        checkArgument(!deal.isBlank(), "opportunity id must not be blank, was \"%s\"", deal);
        process = facts.stages().processes().size() == 1 ? 0 : -1;
        stage = null;
        isCreated = false;
        isEntered = false;
        minorUnits = Numbers.ABSENT;
        currency = null;
        expectedDay = Numbers.ABSENT;
        actualDay = Numbers.ABSENT;
        name = null;
        account = null;
        source = null;
        kind = null;
        owner = null;
        category = null;
        chanceBits = Numbers.ABSENT;
        lossReason = null;
        competitor = null;
        mergedInto = null;
        isDeleted = false;
        isRecycled = false;
        parts.clear();
    }

    String requireText(String field, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    id + ": " + field + " must not be blank, was \"" + text + "\"; leave it out when it is unknown");
        }
        return text;
    }

    void process(String processId) {
        process = facts.stages().processNumber(processId);
        checkArgument(process >= 0, "%s: process must be one of the builder's, was %s", id, processId);
    }

    void process(SalesProcess used) {
        process = facts.stages().processNumber(used);
        checkArgument(process >= 0, "%s: process must be one of the builder's, was %s", id, used.id());
    }

    void created(long second, int nano) {
        createdSecond = second;
        createdNano = nano;
        isCreated = true;
    }

    void entered(long second, int nano) {
        enteredSecond = second;
        enteredNano = nano;
        isEntered = true;
    }

    String knownCurrency(String code) {
        if (!code.equals(checkedCurrency)) {
            try {
                checkedCurrency = CurrencyUnit.of(code).getCode();
            } catch (IllegalCurrencyException unknown) {
                throw new IllegalArgumentException(id + ": currency must be a known code, was " + code, unknown);
            }
        }
        return checkedCurrency;
    }

    void add() {
        checkArgument(process >= 0, "%s: process must be named when the builder has several", id);
        StageId where = stage;
        checkArgument(where != null, "%s: stage must be set", id);
        checkArgument(isCreated, "%s: createdAt must be set", id);
        int code = facts.stages().code(process, where);
        StageKind kindOfStage = facts.stages().stage(code).kind();
        check(where, kindOfStage);
        facts.deal(id);
        boolean createdHere = kindOfStage.isOpen() && !isEnteredLater();
        facts.moment().valid(createdSecond, createdNano);
        facts.created(createdHere ? code : facts.stages().firstOpen(process), this);
        addFields();
        parts.addTo(facts);
        addEnd(code, createdHere, kindOfStage);
    }

    private boolean isEnteredLater() {
        return isEntered && (enteredSecond != createdSecond || enteredNano != createdNano);
    }

    private void check(StageId where, StageKind kindOfStage) {
        checkArgument(
                !isEntered
                        || enteredSecond > createdSecond
                        || (enteredSecond == createdSecond && enteredNano >= createdNano),
                "%s: stageEnteredAt must be on or after createdAt (second %s), was second %s;"
                        + " leave it out to count from the creation",
                id,
                createdSecond,
                enteredSecond);
        checkArgument(
                kindOfStage.isClosed() || actualDay == Numbers.ABSENT,
                "%s: actualClose must be absent in the open stage %s, was epoch day %s; a date to come is an expectedClose",
                id,
                where,
                actualDay);
        checkArgument(
                lossReason == null || (kindOfStage.isClosed() && !kindOfStage.isWon()),
                "%s: lossReason must be absent in stage %s of kind %s, was %s; choose a lost stage or leave it out",
                id,
                where,
                kindOfStage,
                lossReason);
        checkArgument(
                competitor == null || (kindOfStage.isClosed() && !kindOfStage.isWon()),
                "%s: competitor must be absent in stage %s of kind %s, was %s; choose a lost stage or leave it out",
                id,
                where,
                kindOfStage,
                competitor);
        checkArgument(
                mergedInto == null || !isDeleted,
                "%s: a deal must not be both deleted and merged, was merged into %s; keep what happened last",
                id,
                mergedInto);
        checkArgument(
                !isRecycled || (mergedInto == null && !isDeleted),
                "%s: a recycled deal must not be deleted or merged, was %s; keep what happened last",
                id,
                isDeleted ? "deleted" : "merged into " + mergedInto);
    }

    private void addFields() {
        if (minorUnits != Numbers.ABSENT) {
            facts.amount(minorUnits, currency);
        }
        if (expectedDay != Numbers.ABSENT) {
            facts.expectedClose(expectedDay);
        }
        if (owner != null) {
            facts.owner(owner);
        }
        if (category != null) {
            facts.category(category);
        }
        if (chanceBits != Numbers.ABSENT) {
            facts.chance(chanceBits);
        }
    }

    private void addEnd(int code, boolean createdHere, StageKind kindOfStage) {
        if (isEntered) {
            facts.moment().valid(enteredSecond, enteredNano);
        } else {
            facts.moment().valid(createdSecond, createdNano);
        }
        if (!createdHere) {
            if (kindOfStage == StageKind.POST_SALES) {
                // what is after the win was won before; where, no row tells
                facts.turn(Turn.WON, facts.stages().firstWon(process), actualDay, null);
                actualDay = Numbers.ABSENT;
            }
            if (kindOfStage == StageKind.LOST || kindOfStage == StageKind.OTHER_TERMINAL) {
                facts.lost(code, actualDay, lossReason, competitor);
            } else {
                facts.turn(kindOfStage == StageKind.WON ? Turn.WON : Turn.ENTERED, code, actualDay, null);
            }
        }
        if (mergedInto != null) {
            facts.turn(Turn.MERGED, -1, Numbers.ABSENT, mergedInto);
        }
        if (isDeleted) {
            facts.turn(Turn.DELETED, -1, Numbers.ABSENT, null);
        }
        if (isRecycled) {
            facts.turn(Turn.RECYCLED, -1, Numbers.ABSENT, null);
        }
    }

    @Override
    public @Nullable String name() {
        return name;
    }

    @Override
    public @Nullable String account() {
        return account;
    }

    @Override
    public @Nullable String source() {
        return source;
    }

    @Override
    public @Nullable String kind() {
        return kind;
    }
}

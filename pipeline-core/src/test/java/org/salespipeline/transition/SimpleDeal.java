package org.salespipeline.transition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One deal of {@link LivesOfDealsTest} as somebody would note it on a card, and the rules of its two machines in plain ifs:
 * no stage, criterion or event of the library, so that it cannot be wrong in the same way.
 */
final class SimpleDeal {

    /** The stages of version 1 and 2 in their order; the first ones are in play, the last four are not. */
    static final List<List<String>> STAGES = List.of(
            List.of("lead", "qualify", "propose", "won", "onboarding", "lost", "disqualified"),
            List.of("lead", "qualify", "prove", "offer", "won", "onboarding", "lost", "disqualified"));

    /** When version 2 comes into force. */
    static final Instant IN_FORCE = Instant.parse("2026-02-04T09:00:00Z");

    /** A version of the quote. */
    record Offer(Instant issuedAt, @Nullable LocalDate lastDay) {}

    int version = 1;
    String stage = "lead";
    Instant enteredAt;

    @Nullable
    Instant migratedAt;

    @Nullable
    Instant removedAt;

    /** There, merged, deleted or recycled. */
    String fate = "there";

    @Nullable
    LocalDate closedOn;

    @Nullable
    String lossReason;

    @Nullable
    Long euros;

    @Nullable
    Instant budgetSince;

    @Nullable
    Instant budgetUntil;

    @Nullable
    Instant orderSince;

    @Nullable
    Instant waivedAt;

    @Nullable
    Instant approvedAt;

    @Nullable
    Long approvedUpTo;

    final TreeMap<Integer, Offer> offers = new TreeMap<>();

    @Nullable
    Instant objectedAt;

    @Nullable
    Instant contractAt;

    @Nullable
    Integer fit;

    SimpleDeal(Instant createdAt) {
        this.enteredAt = createdAt;
    }

    List<String> stages() {
        return STAGES.get(version - 1);
    }

    boolean inPlay(String any) {
        return stages().indexOf(any) < stages().indexOf("won");
    }

    /** What stands in the way, by the ids of the reasons; empty when the move is legal. */
    List<String> objections(String target, Instant at, @Nullable String why, boolean byCloser) {
        boolean comesBack = !fate.equals("there") && inPlay(target);
        List<String> objections = comesBack ? objectionsToTime(at) : objectionsToDeal(at);
        if (version == 2 && target.equals("won") && !byCloser) {
            objections.add("role");
        }
        if (version == 2 && isSold() && inPlay(target) && !comesBack && !byCloser) {
            objections.add("role");
        }
        boolean comesBackFurther = comesBack && inPlay(stage) && stages().indexOf(target) > stages().indexOf(stage);
        String bar = comesBackFurther ? "revive-further" : comesBack ? "" : bar(target);
        boolean unsaid = target.equals("lost") && why == null;
        if (!bar.isEmpty()) {
            objections.add(bar);
        } else if (unsaid || "weather".equals(why)) {
            objections.add("loss-reason");
        }
        int here = stages().indexOf(stage);
        int there = stages().indexOf(target);
        boolean onward = !comesBack && inPlay(stage) && there > here && (inPlay(target) || target.equals("won"));
        if (onward) {
            // version 2 lets deals skip stages; else the criteria of those skipped are told too
            int last = version == 2 ? here : there - 1;
            for (int skipped = here; skipped <= last; skipped++) {
                addUnmetToLeave(stages().get(skipped), at, objections);
            }
        }
        boolean comesBackElsewhere = comesBack && there < here;
        if ((comesBackElsewhere || !inPlay(stage)) && inPlay(target) && version == 1) {
            // where nobody may skip, a deal comes back only as far as it could have come step by step
            for (int passed = 0; passed < there; passed++) {
                addUnmetToLeave(stages().get(passed), at, objections);
            }
        }
        if (target.equals("won") && inPlay(stage)) {
            boolean ordered = orderSince != null && !orderSince.isAfter(at);
            if (version == 2 && !ordered) {
                objections.add("confirmed(order)");
            }
            addUnmetQuote(at, objections);
            if (objectedAt != null && !objectedAt.isAfter(at)) {
                objections.add("no-open-objections");
            }
            if (version == 2 && (contractAt == null || contractAt.isAfter(at))) {
                objections.add("document-attached(contract)");
            }
        }
        return objections;
    }

    private boolean isSold() {
        return stage.equals("won") || stage.equals("onboarding");
    }

    List<String> objectionsToDeal(Instant at) {
        List<String> objections = new ArrayList<>();
        if (!fate.equals("there")) {
            objections.add(fate);
        }
        objections.addAll(objectionsToTime(at));
        return objections;
    }

    List<String> objectionsToTime(Instant at) {
        List<String> objections = new ArrayList<>();
        if (at.isBefore(enteredAt)) {
            objections.add("dated-before-stage");
        } else if (migratedAt != null && at.isBefore(migratedAt)) {
            objections.add("dated-before-migration");
        } else if (removedAt != null && at.isBefore(removedAt)) {
            objections.add("dated-before-removal");
        }
        return objections;
    }

    List<String> objectionsToRemoval(String kind, Instant at, boolean byCloser) {
        List<String> objections = objectionsToDeal(at);
        boolean takesWinBack = !kind.equals("recycle") && isSold() && fate.equals("there");
        if (version == 2 && takesWinBack && !byCloser) {
            objections.add("role");
        }
        if (version == 2 && kind.equals("recycle")) {
            objections.add("recycle");
        }
        if (kind.equals("recycle") && fate.equals("there") && !inPlay(stage)) {
            objections.add("closed");
        }
        return objections;
    }

    List<String> objectionsToMigration(Instant at) {
        List<String> objections = objectionsToDeal(at);
        if (version == 2) {
            objections.add("version");
            return objections;
        }
        if (at.isBefore(IN_FORCE)) {
            objections.add("not-in-force");
        }
        if (stage.equals("lost") || stage.equals("disqualified")) {
            objections.add("closed");
        }
        return objections;
    }

    private String bar(String target) {
        if (target.equals(stage)) {
            return "same-stage";
        }
        if (!inPlay(stage)) {
            boolean delivered = stage.equals("won") && target.equals("onboarding");
            return inPlay(target) || delivered ? "" : "closed";
        }
        if (target.equals("onboarding")) {
            return "not-won";
        }
        boolean ends = target.equals("lost") || target.equals("disqualified");
        boolean skips = stages().indexOf(target) > stages().indexOf(stage) + 1;
        return skips && !ends && version == 1 ? "skip" : "";
    }

    /** Budget to leave the first talks; size and approval to leave the last stage before the win. */
    private void addUnmetToLeave(String left, Instant at, List<String> objections) {
        if (left.equals("prove") && (fit == null || fit < 50)) {
            objections.add("score-at-least(fit, 50)");
        }
        if (left.equals("qualify")) {
            boolean later = budgetSince != null && budgetSince.isAfter(at);
            boolean over = budgetUntil != null && !at.isBefore(budgetUntil);
            // what is confirmed later may have been confirmed before too
            if (budgetSince == null || (later ? unknownBlocks() : over)) {
                objections.add("confirmed(budget)");
            }
        }
        if (stages().indexOf(left) + 1 == stages().indexOf("won")) {
            boolean waived = waivedAt != null && !waivedAt.isAfter(at);
            if (!waived && (euros == null ? unknownBlocks() : euros < 5_000)) {
                objections.add("minimum-amount(EUR 5000.00)");
            }
            boolean inTime = approvedAt != null && !approvedAt.isAfter(at);
            boolean enough = approvedUpTo == null || (euros != null && euros <= approvedUpTo);
            boolean mayHaveBeen = approvedAt != null && !inTime && enough;
            boolean isTold = (euros != null && !mayHaveBeen) || unknownBlocks();
            if (!(inTime && enough) && (euros == null || euros > 50_000) && isTold) {
                objections.add("approved-above(EUR 50000.00, amount by cfo)");
            }
        }
    }

    private boolean unknownBlocks() {
        return version == 2;
    }

    private void addUnmetQuote(Instant at, List<String> objections) {
        Offer current = null;
        for (Offer offer : offers.values()) {
            if (!offer.issuedAt().isAfter(at)
                    && (current == null || !offer.issuedAt().isBefore(current.issuedAt()))) {
                current = offer;
            }
        }
        boolean unknown = current != null && current.lastDay() == null;
        boolean lapsed = current != null && !unknown && day(at).isAfter(current.lastDay());
        if (current == null || lapsed || (unknown && unknownBlocks())) {
            objections.add("quote-current");
        }
    }

    /** What a legal move does. */
    void move(String target, Instant at, @Nullable String why) {
        if (!target.equals("onboarding")) {
            closedOn = inPlay(target) ? null : day(at);
        }
        lossReason = why;
        stage = target;
        enteredAt = at;
        migratedAt = null;
        fate = "there";
        removedAt = null;
    }

    /** What a legal removal does. */
    void remove(String newFate, Instant at) {
        fate = newFate;
        removedAt = at;
    }

    /** Version 2 has one more stage, and another name for the last one before the win. */
    void migrate(Instant at) {
        version = 2;
        migratedAt = at;
        stage = stage.equals("propose") ? "offer" : stage;
    }

    /** A copy, with what was gathered as an earlier card has it: all but where the deal is, and what became of it. */
    SimpleDeal gatheredAs(SimpleDeal earlier) {
        SimpleDeal copy = new SimpleDeal(enteredAt);
        copy.version = version;
        copy.stage = stage;
        copy.migratedAt = migratedAt;
        copy.fate = fate;
        copy.removedAt = removedAt;
        copy.closedOn = closedOn;
        copy.lossReason = lossReason;
        copy.euros = earlier.euros;
        copy.budgetSince = earlier.budgetSince;
        copy.budgetUntil = earlier.budgetUntil;
        copy.orderSince = earlier.orderSince;
        copy.waivedAt = earlier.waivedAt;
        copy.approvedAt = earlier.approvedAt;
        copy.approvedUpTo = earlier.approvedUpTo;
        copy.offers.putAll(earlier.offers);
        copy.objectedAt = earlier.objectedAt;
        copy.contractAt = earlier.contractAt;
        copy.fit = earlier.fit;
        return copy;
    }

    static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    static Instant daysAfter(Instant at, int days) {
        return at.plus(Duration.ofDays(days));
    }
}

package org.salespipeline.forecast;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The sentences under a forecast. */
final class Sentences {

    private static final String CHANCES =
            "chances are used to 40 binary digits; each expected amount is added up exactly and rounded once, half to even";

    private Sentences() {}

    static ImmutableList<String> assumptions(Answer answer) {
        return ImmutableList.of(
                "closed: won deals by actual close, up to " + answer.asOfDate,
                "expected: open deals by expected close, from " + answer.asOfDate
                        + " on, each amount times its chance; closed amounts are not in it",
                CHANCES);
    }

    static ImmutableList<String> assumptionsByOutlook(Answer answer) {
        return ImmutableList.of(
                "closed: won deals by actual close, up to " + answer.asOfDate,
                "expected: open deals, overdue and unscheduled ones too, each amount times the chance to be won in the period after "
                        + answer.asOfDate + ", and new business; closed amounts are not in it",
                CHANCES);
    }

    static ImmutableList<String> assumptionsByLine(Answer answer) {
        return ImmutableList.of(
                "closed: won deals by actual close, up to " + answer.asOfDate,
                "expected: what is forecast for the whole period, less what is closed; negative where more is closed",
                "open deals play no part");
    }

    /** Whose the chances are is said only where the caller gave some. */
    static String stageChances(StageChances chances) {
        StringJoiner given = new StringJoiner(", ", "given by the caller for ", "").setEmptyValue("");
        StringJoiner kept = new StringJoiner(", ");
        for (int stage : chances.used()) {
            StringJoiner text = chances.isGiven(stage) ? given : kept;
            chances.chance(stage).ifPresent(chance -> text.add(chances.stages().get(stage) + " " + chance));
        }
        StringJoiner parts =
                new StringJoiner("; by the process for ", "each open deal has the chance of its stage: ", "");
        parts.setEmptyValue("each open deal has the chance of its stage");
        Stream.of(given, kept)
                .map(StringJoiner::toString)
                .filter(part -> !part.isEmpty())
                .forEach(parts::add);
        return parts.toString();
    }

    static List<String> stagesWithoutChance(PipelineCube cube, StageChances chances, Answer answer) {
        List<String> sentences = new ArrayList<>();
        for (int stage = 0; stage < chances.stages().size(); stage++) {
            StageSlot slot = chances.stages().get(stage);
            if (!slot.won() && chances.chance(stage).isEmpty()) {
                Tally tally = cube.expectedIn(stage);
                if (tally.deals() > 0) {
                    sentences.add(leftOut(tally, "open deal", answer) + ", in stage " + slot
                            + ", which has no win probability");
                }
            }
        }
        return sentences;
    }

    static List<String> withoutChance(Tally tally, Answer answer) {
        return tally.deals() == 0
                ? List.of()
                : List.of(leftOut(tally, "open deal", answer) + ", to which the strategy gave no chance");
    }

    static List<String> openWithoutAmount(long deals) {
        return deals == 0 ? List.of() : List.of("left out: " + count(deals, "open deal") + " without an amount");
    }

    /** What every strategy leaves out that weighs deals. */
    static List<String> leftOut(PipelineCube cube, Answer answer) {
        List<String> sentences = new ArrayList<>();
        addWithoutAmount(sentences, cube, Bucket.OPEN, "open deal", "expected");
        addWithoutAmount(sentences, cube, Bucket.CLOSED, "won deal", "closed");
        add(sentences, answer, Bucket.OVERDUE, "overdue: expected close before " + answer.asOfDate);
        add(sentences, answer, Bucket.UNSCHEDULED, "unscheduled: no expected close");
        addLeftOutOfClosed(sentences, cube, answer);
        return sentences;
    }

    /** What a strategy leaves out that goes by what is closed alone. */
    static List<String> leftOutOfClosed(PipelineCube cube, Answer answer) {
        List<String> sentences = new ArrayList<>();
        addWithoutAmount(sentences, cube, Bucket.CLOSED, "won deal", "closed");
        addLeftOutOfClosed(sentences, cube, answer);
        return sentences;
    }

    private static void addLeftOutOfClosed(List<String> sentences, PipelineCube cube, Answer answer) {
        add(sentences, answer, Bucket.CLOSED_AHEAD, "closed after " + answer.asOfDate);
        add(sentences, answer, Bucket.CLOSED_UNDATED, "without a close date");
        cube.cells()
                .foreign
                .forEach((code, tally) -> sentences.add("left out: " + count(tally.deals(), "deal") + " worth "
                        + text(Answer.money(CurrencyUnit.of(code), tally.minor())) + ", in another currency"));
    }

    private static void add(List<String> sentences, Answer answer, Bucket bucket, String why) {
        Tally tally = answer.raw.tally(bucket);
        if (tally.deals() > 0) {
            boolean open = bucket == Bucket.OVERDUE || bucket == Bucket.UNSCHEDULED;
            sentences.add(leftOut(tally, open ? "open deal" : "won deal", answer) + ", " + why);
        }
    }

    private static void addWithoutAmount(
            List<String> sentences, PipelineCube cube, Bucket bucket, String noun, String how) {
        long deals = cube.withoutAmount(bucket);
        if (deals > 0) {
            sentences.add(
                    "left out: " + count(deals, noun) + " without an amount, " + how + " in the periods asked for");
        }
    }

    private static String leftOut(Tally tally, String noun, Answer answer) {
        return "left out: " + count(tally.deals(), noun) + " worth " + text(answer.money(tally));
    }

    /** As the tables write amounts, so that one can be found in the other. */
    private static String text(Money money) {
        return money.getCurrencyUnit() + String.format(Locale.ROOT, " %,." + money.getScale() + "f", money.getAmount());
    }

    /** {@code 1 deal}, {@code 2 deals}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}

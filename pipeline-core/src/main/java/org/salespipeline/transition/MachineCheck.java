package org.salespipeline.transition;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.salespipeline.transition.MachineFinding.Kind;

/** Looks the rules of a machine through, without a deal. */
final class MachineCheck {

    /** What a criterion about the stay in a stage uses; each stage has another one. */
    private static final String STAY = "stage-entered";
    /** What ends by itself; so does an activity of any kind. */
    private static final Set<String> LAPSING = Set.of(STAY, "quote");
    /** What people can do about any deal, whatever its process. */
    private static final Set<String> ALWAYS_THERE = Set.of(STAY, "waiver", "approval");

    private final RuleBook rules;
    private final SalesProcess process;
    private final Set<String> fields;
    private final List<Asked> asked = new ArrayList<>();
    private final List<MachineFinding> findings = new ArrayList<>();
    private final Set<Set<Criterion<? super Opportunity>>> contradicting = new LinkedHashSet<>();

    /** A criterion where it was declared. */
    private record Asked(StageId stage, boolean exit, Criterion<? super Opportunity> criterion) {

        @Override
        public String toString() {
            return criterion.id() + (exit ? " to leave " : " to enter ") + stage;
        }
    }

    /** @param fields what deals of the process have; empty when nobody said */
    MachineCheck(RuleBook rules, Set<String> fields) {
        this.rules = rules;
        this.process = rules.process;
        this.fields = new TreeSet<>(fields);
        for (Stage stage : process.stages()) {
            rules.entry(stage).forEach(criterion -> asked.add(new Asked(stage.id(), false, criterion)));
            rules.exit(stage).forEach(criterion -> asked.add(new Asked(stage.id(), true, criterion)));
        }
    }

    /** What matters most first, then in the order of the stages. */
    List<MachineFinding> findings() {
        for (Stage from : process.stages()) {
            for (Stage to : process.stages()) {
                MoveKind kind = MoveKind.of(process, from, to);
                if (rules.allows(kind, from.id(), to.id())) {
                    checkMove(kind, from, to);
                }
            }
        }
        checkReversal();
        for (Asked first : asked) {
            checkFields(first);
            for (Asked second : asked) {
                if (comesBefore(first, second)) {
                    checkWay(first, second);
                }
            }
        }
        return findings.stream()
                .sorted(Comparator.comparing(MachineFinding::kind))
                .toList();
    }

    private void checkReversal() {
        if (rules.allows(MovePolicy.REOPEN_WON) && rules.winReversal.isEmpty()) {
            List<StageId> won = process.stages().stream()
                    .filter(stage -> stage.kind() == StageKind.WON)
                    .map(Stage::id)
                    .toList();
            findings.add(new MachineFinding(
                    Kind.NO_WIN_REVERSAL,
                    won,
                    "a win may be taken back, and nothing says whether its revenue is restated or reversed then;"
                            + " set winReversal(..)"));
        }
    }

    private void checkMove(MoveKind kind, Stage from, Stage to) {
        List<Criterion<? super Opportunity>> criteria =
                List.copyOf(rules.criteria(kind, from.id(), to.id()).keySet());
        if (kind == MoveKind.STEP && from.kind().isOpen() && criteria.isEmpty()) {
            found(
                    Kind.NO_EXIT_CRITERIA,
                    from.id(),
                    to.id(),
                    "the step from " + from.id() + " to " + to.id()
                            + " asks nothing; add what must be true by then with exitWhen(\"" + from.id() + "\", ..)");
        }
        for (int i = 0; i < criteria.size(); i++) {
            for (int j = i + 1; j < criteria.size(); j++) {
                if (Criterion.clash(criteria.get(i), criteria.get(j))
                        && contradicting.add(ImmutableSet.of(criteria.get(i), criteria.get(j)))) {
                    found(
                            Kind.CONTRADICTORY_CRITERIA,
                            from.id(),
                            to.id(),
                            "moving from " + from.id() + " to " + to.id() + " asks for "
                                    + criteria.get(i).id() + " and "
                                    + criteria.get(j).id() + ", which are never met together; take one away");
                }
            }
        }
    }

    /** Whether a deal that goes step by step comes past the second only after it came past the first. */
    private boolean comesBefore(Asked first, Asked second) {
        if (first.stage.equals(second.stage)) {
            return !first.exit && second.exit;
        }
        boolean there = process.reaches(first.stage, second.stage);
        boolean back = process.reaches(second.stage, first.stage);
        boolean isEarlier = there && (!back || process.indexOf(first.stage) < process.indexOf(second.stage));
        return isEarlier && !isGivenUpIn(second.stage) && isUnavoidable(first.stage, second.stage);
    }

    /** A deal is given up from anywhere, whatever it has passed. */
    private boolean isGivenUpIn(StageId stage) {
        StageKind kind = process.stage(stage).kind();
        return kind == StageKind.LOST || kind == StageKind.OTHER_TERMINAL;
    }

    /** Whether no way from the beginning comes to the second but through the first. */
    private boolean isUnavoidable(StageId first, StageId second) {
        Set<StageId> seen = new HashSet<>(List.of(first));
        Deque<StageId> open = new ArrayDeque<>();
        StageId begin = process.first().id();
        if (seen.add(begin)) {
            open.add(begin);
        }
        while (!open.isEmpty()) {
            for (StageId next : process.next(open.remove())) {
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return !seen.contains(second);
    }

    private void checkWay(Asked first, Asked second) {
        if (Criterion.clash(first.criterion, second.criterion)) {
            if (contradicting.add(ImmutableSet.of(first.criterion, second.criterion))) {
                found(
                        Kind.CONTRADICTORY_ON_WAY,
                        first.stage,
                        second.stage,
                        "a deal on its way has to meet " + first + " and then " + second
                                + ", which are never met together; take one away, or say what has to change between");
            }
        } else if (saysNothingNew(first.criterion, second.criterion)
                && !isOneQuestion(first, second)
                && !mayLapse(second.criterion)) {
            found(
                    Kind.DUPLICATE_CRITERIA,
                    first.stage,
                    second.stage,
                    "a deal on its way is asked " + first + " and again " + second
                            + "; ask once, unless it may have changed by then");
        }
    }

    /** Whether time alone may change the answer. */
    private static boolean mayLapse(Criterion<?> criterion) {
        return criterion.uses().stream().anyMatch(used -> LAPSING.contains(used) || used.startsWith("activity:"));
    }

    private static boolean saysNothingNew(Criterion<?> first, Criterion<?> second) {
        return Criterion.entails(first, second)
                || (first.id().equals(second.id()) && !Criterion.entails(second, first));
    }

    /** On one step equal criteria are asked once. */
    private boolean isOneQuestion(Asked first, Asked second) {
        return first.criterion.equals(second.criterion)
                && first.exit
                && !second.exit
                && process.allows(first.stage, second.stage);
    }

    private void checkFields(Asked it) {
        if (fields.isEmpty()) {
            return;
        }
        Set<String> unknown = new TreeSet<>();
        for (String field : it.criterion.uses()) {
            String kind = field.substring(0, Math.max(0, field.indexOf(':')));
            boolean comesWithEveryDeal = ALWAYS_THERE.contains(field) || ALWAYS_THERE.contains(kind);
            if (!comesWithEveryDeal && !fields.contains(field) && !fields.contains(kind)) {
                unknown.add(field);
            }
        }
        if (!unknown.isEmpty()) {
            findings.add(new MachineFinding(
                    Kind.CRITERION_ON_UNKNOWN_FIELD,
                    List.of(it.stage),
                    it + " uses " + String.join(", ", unknown) + ", which no deal of process " + process.id()
                            + " has; correct the criterion, or name it in dealsHave(..)"));
        }
    }

    private void found(Kind kind, StageId first, StageId second, String message) {
        List<StageId> stages = first.equals(second) ? List.of(first) : List.of(first, second);
        findings.add(new MachineFinding(kind, stages, message));
    }
}

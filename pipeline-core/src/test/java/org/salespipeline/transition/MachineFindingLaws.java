package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.ProcessFinding.Severity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;
import org.salespipeline.testkit.StageMachineLaws.Guard;
import org.salespipeline.testkit.StageMachineLaws.Rules;
import org.salespipeline.testkit.StageMachineLaws.Situation;
import org.salespipeline.transition.MachineFinding.Kind;

class MachineFindingLaws {

    @Provide
    Arbitrary<Situation> situations() {
        return new StandardMachineLaws().situations();
    }

    private static List<MachineFinding> findings(Rules rules, Kind kind) {
        return builder(rules).findings().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }

    private static StageMachine.Builder builder(Rules rules) {
        StageMachine.Builder builder = StageMachine.builder(rules.process())
                .refuse(MovePolicy.values())
                .allow(rules.allowed().toArray(new MovePolicy[0]))
                .unknownBlocks();
        for (Guard guard : rules.guards()) {
            if (guard.exit()) {
                builder.exitWhen(guard.stage().value(), guard.criterion());
            } else {
                builder.enterWhen(guard.stage().value(), guard.criterion());
            }
        }
        return builder;
    }

    /** Found contradictions are real: when the unknown blocks, nobody gets through. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void noDealGoesTheWayOfAContradiction(@ForAll("situations") Situation asked) {
        StageMachine machine = builder(asked.rules()).build();
        List<StageId> way = List.of(asked.deal().stage(), asked.move().target());
        for (MachineFinding finding : findings(asked.rules(), Kind.CONTRADICTORY_CRITERIA)) {
            assertThat(machine.permits(
                            finding.stages().get(0),
                            finding.stages().get(finding.stages().size() - 1)))
                    .isTrue();
            if (finding.stages().equals(way)) {
                assertThat(machine.attempt(asked.deal(), asked.move()).isAccepted())
                        .isFalse();
            }
        }
    }

    /** Where a pair that clashes is planted, it is found, and nobody gets through. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPlantedContradictionIsFoundAndShutsTheWay(
            @ForAll("situations") Situation asked, @ForAll @IntRange(max = 2) int which) {
        StageId to = asked.move().target();
        Assume.that(builder(asked.rules()).build().permits(asked.deal().stage(), to));
        Criterion<Opportunity> planted = List.of(
                        Criteria.confirmed("planted"), Criteria.minimumAmount("EUR 7"), Criteria.scoreAtLeast("s", 1))
                .get(which);
        StageMachine.Builder builder =
                builder(asked.rules()).enterWhen(to.value(), planted).enterWhen(to.value(), Criterion.not(planted));
        assertThat(builder.findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains(planted.id(), "never met together"));
        assertThat(builder.build().attempt(asked.deal(), asked.move()).isAccepted())
                .isFalse();
    }

    /** Every pair that is asked at both ends of a permitted step and clashes is found. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyContradictionOnAStepIsFound(@ForAll("situations") Situation asked) {
        SalesProcess process = asked.rules().process();
        boolean clashes = false;
        for (Stage from : process.stages()) {
            for (StageId to : process.next(from.id())) {
                boolean forward = from.kind().isOpen()
                        && (process.stage(to).kind().isOpen()
                                || process.stage(to).kind().isWon());
                clashes |= forward && clashesOn(asked.rules(), from.id(), to);
            }
        }
        if (clashes) {
            assertThat(findings(asked.rules(), Kind.CONTRADICTORY_CRITERIA)).isNotEmpty();
        }
    }

    private static boolean clashesOn(Rules rules, StageId from, StageId to) {
        Set<Criterion<Opportunity>> parts = new LinkedHashSet<>();
        for (Guard guard : rules.guards()) {
            if (guard.stage().equals(guard.exit() ? from : to)) {
                parts.addAll(guard.criterion().parts());
            }
        }
        return parts.stream()
                .anyMatch(one -> parts.stream().anyMatch(other -> !one.equals(other) && Criterion.clash(one, other)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theMostImportantComesFirstAndNothingIsSaidTwice(@ForAll("situations") Situation asked) {
        List<MachineFinding> findings =
                builder(asked.rules()).dealsHave("amount").findings();
        assertThat(findings).doesNotHaveDuplicates();
        assertThat(findings.stream().map(MachineFinding::severity).toList()).isSorted();
        assertThat(findings).allMatch(finding -> finding.message().contains(";"));
    }

    /** Whoever declares all that the criteria use, hears nothing more about fields. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void aFieldThatDealsHaveIsNotUnknown(@ForAll("situations") Situation asked, @ForAll boolean whole) {
        Set<String> used = new HashSet<>(Set.of("nothing", "evidence"));
        for (Guard guard : asked.rules().guards()) {
            for (String field : guard.criterion().uses()) {
                used.add(whole ? field : field.split(":", 2)[0]);
            }
        }
        assertThat(builder(asked.rules()).dealsHave(used.toArray(new String[0])).findings())
                .noneMatch(finding -> finding.kind() == Kind.CRITERION_ON_UNKNOWN_FIELD);
        assertThat(findings(asked.rules(), Kind.CRITERION_ON_UNKNOWN_FIELD)).isEmpty();
    }

    @Example
    void aMachineWithoutRulesIsToldWhereItAsksNothing() {
        assertThat(StageMachine.builder(SampleProcesses.enterprise()).findings())
                .extracting(MachineFinding::message)
                .containsExactly(
                        "the step from qualify to propose asks nothing;"
                                + " add what must be true by then with exitWhen(\"qualify\", ..)",
                        "the step from propose to negotiate asks nothing;"
                                + " add what must be true by then with exitWhen(\"propose\", ..)",
                        "the step from negotiate to won asks nothing;"
                                + " add what must be true by then with exitWhen(\"negotiate\", ..)");
    }

    @Example
    void contradictionsDuplicatesAndUnknownFieldsAreNamedWithTheirPlaces() {
        StageMachine.Builder builder = StageMachine.builder(SampleProcesses.enterprise())
                .exitWhen("qualify", Criteria.minimumAmount("EUR 5000"), Criteria.confirmed("budget"))
                .enterWhen("propose", Criterion.not(Criteria.minimumAmount("EUR 1000")))
                .exitWhen("propose", Criteria.confirmed("budget"))
                .exitWhen("negotiate", Criterion.not(Criteria.confirmed("budget")))
                .dealsHave("amount", "evidence:order");
        assertThat(builder.findings().stream()
                        .map(finding -> finding.severity() + " " + finding.kind() + " " + finding.stages()))
                .containsExactly(
                        "ERROR CONTRADICTORY_CRITERIA [qualify, propose]",
                        "WARNING CONTRADICTORY_ON_WAY [qualify, negotiate]",
                        "WARNING CRITERION_ON_UNKNOWN_FIELD [qualify]",
                        "WARNING CRITERION_ON_UNKNOWN_FIELD [propose]",
                        "WARNING CRITERION_ON_UNKNOWN_FIELD [negotiate]",
                        "HINT DUPLICATE_CRITERIA [qualify, propose]");
        assertThat(builder.findings().get(0).severity()).isEqualTo(Severity.ERROR);
        assertThat(builder.build().permits(StageId.of("qualify"), StageId.of("propose")))
                .isTrue();
    }

    @Example
    void aStricterRuleLaterAndOneThatIsAskedOnceOnAStepAreNoDuplicates() {
        StageMachine.Builder builder = StageMachine.builder(SampleProcesses.enterprise())
                .exitWhen("qualify", Criteria.minimumAmount("EUR 1000"), Criteria.confirmed("budget"))
                .enterWhen("propose", Criteria.confirmed("budget"))
                .exitWhen("propose", Criteria.minimumAmount("EUR 5000"))
                .exitWhen("negotiate", Criteria.confirmed("order"));
        assertThat(builder.findings()).isEmpty();
        builder.enterWhen("won", Criteria.minimumAmount("EUR 100"));
        assertThat(builder.findings()).extracting(MachineFinding::kind).containsOnly(Kind.DUPLICATE_CRITERIA);
    }

    /** Coming to a stage is before leaving it; of two stages that lead to each other the one declared first is. */
    @Example
    void whatIsAskedAgainIsToldInTheOrderInWhichDealsPassIt() {
        SalesProcess loop = SalesProcess.builder("loop")
                .open("a")
                .open("b")
                .won("won")
                .lost("lost")
                .move("a", "b")
                .move("b", "a")
                .move("b", "won")
                .build();
        StageMachine.Builder rules = StageMachine.builder(loop)
                .enterWhen("b", Criteria.confirmed("need"))
                .exitWhen("b", Criteria.confirmed("need"))
                .exitWhen("a", Criteria.confirmed("budget"))
                .enterWhen("won", Criteria.confirmed("budget"));
        assertThat(rules.findings().stream().map(finding -> finding.kind() + " " + finding.stages()))
                .containsExactly("DUPLICATE_CRITERIA [a, won]", "DUPLICATE_CRITERIA [b]");
        StageMachine.Builder back = StageMachine.builder(loop)
                .exitWhen("b", Criteria.minimumAmount("EUR 5000"))
                .exitWhen("a", Criteria.minimumAmount("EUR 1000"));
        assertThat(back.findings()).isEmpty();
    }

    @Example
    void whatADealNeedNotPassIsNoContradictionAndAnotherStayIsNotAskedTwice() {
        SalesProcess branches = SalesProcess.builder("branches")
                .open("a")
                .open("b")
                .open("c")
                .open("e")
                .won("won")
                .lost("lost")
                .other("disqualified")
                .move("a", "b")
                .move("a", "c")
                .move("b", "e")
                .move("c", "e")
                .move("e", "won")
                .build();
        Criterion<Opportunity> budget = Criteria.confirmed("budget");
        StageMachine.Builder rules = StageMachine.builder(branches)
                .exitWhen("a", Criteria.minimumDaysInStage(3), budget)
                .exitWhen("b", Criteria.minimumDaysInStage(3), Criteria.confirmed("need"))
                .exitWhen("c", Criteria.amountKnown())
                .exitWhen("e", Criterion.not(Criteria.confirmed("need")))
                .enterWhen("disqualified", Criterion.not(budget))
                .dealsHave("amount", "evidence");
        assertThat(rules.findings()).isEmpty();
        assertThat(rules.exitWhen("e", Criterion.not(budget)).findings())
                .extracting(MachineFinding::kind)
                .containsExactly(Kind.CONTRADICTORY_ON_WAY);
    }
}

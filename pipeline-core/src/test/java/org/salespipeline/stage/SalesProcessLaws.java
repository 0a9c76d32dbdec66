package org.salespipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.statistics.Statistics;
import org.salespipeline.testkit.PipelineArbitraries;

@Domain(PipelineArbitraries.class)
class SalesProcessLaws {

    /** What somebody may try to declare, sound or not. */
    record Declaration(List<Stage> stages, List<List<String>> moves) {

        SalesProcess build() {
            SalesProcess.Builder builder = SalesProcess.builder("tried");
            stages.forEach(builder::stage);
            moves.forEach(move -> builder.move(move.get(0), move.get(1)));
            return builder.build();
        }
    }

    @Provide
    Arbitrary<Declaration> declarations() {
        Arbitrary<Stage> stages = Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d", "e"),
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.of(StageKind.OPEN)),
                                Tuple.of(1, Arbitraries.of(StageKind.class))))
                .as((id, kind) -> Stage.builder().id(id).kind(kind).build());
        Arbitrary<List<Stage>> ends = Arbitraries.of(
                List.of(Stage.won("w").build(), Stage.lost("l").build()),
                List.of(Stage.won("w").build(), Stage.lost("l").build()),
                List.of(Stage.won("w").build(), Stage.lost("l").build()),
                List.of());
        Arbitrary<List<String>> moves =
                Arbitraries.of("a", "b", "c", "d", "w", "l", "x").list().ofSize(2);
        return Combinators.combine(
                        Arbitraries.oneOf(
                                stages.list().uniqueElements(Stage::id).ofMaxSize(4),
                                stages.list().ofMaxSize(5)),
                        ends,
                        Arbitraries.oneOf(
                                Arbitraries.just(List.<List<String>>of()),
                                moves.list().ofMaxSize(8)))
                .as((open, closed, declared) -> new Declaration(
                        Stream.concat(open.stream(), closed.stream()).toList(), declared));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void aDeclarationIsBuiltExactlyWhenNothingIsWrongAndEveryProblemIsNamed(
            @ForAll("declarations") Declaration declaration) {
        Set<String> problems = new ProcessModel(declaration.stages(), declaration.moves()).problems();
        Statistics.label("sound").collect(problems.isEmpty());

        if (problems.isEmpty()) {
            assertThat(declaration.build().stages()).isEqualTo(declaration.stages());
        } else {
            assertThatIllegalArgumentException().isThrownBy(declaration::build).satisfies(refusal -> {
                String message = String.valueOf(refusal.getMessage());
                String list = message.substring("process tried is not sound: ".length());
                assertThat(Set.of(list.split("; "))).isEqualTo(problems);
            });
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyOpenStageReachesAWonAndALostStage(@ForAll SalesProcess process) {
        for (Stage stage : process.stages()) {
            if (stage.kind().isOpen()) {
                assertThat(walk(process, stage.id()))
                        .extracting(reached -> process.stage(reached).kind())
                        .contains(StageKind.WON, StageKind.LOST);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyStageCanBeReachedFromTheFirst(@ForAll SalesProcess process) {
        Set<StageId> reached = walk(process, process.first().id());
        reached.add(process.first().id());

        assertThat(reached).hasSameSizeAs(process.stages());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatCanBeReachedIsWhatAWalkFinds(@ForAll SalesProcess process) {
        for (Stage from : process.stages()) {
            Set<StageId> walked = walk(process, from.id());
            for (Stage to : process.stages()) {
                assertThat(process.reaches(from.id(), to.id())).isEqualTo(walked.contains(to.id()));
                assertThat(process.allows(from.id(), to.id()))
                        .isEqualTo(process.next(from.id()).contains(to.id()));
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void fromClosedStagesNoWayLeadsButFromAWinToWhatComesAfterIt(@ForAll SalesProcess process) {
        for (Stage from : process.stages()) {
            for (StageId to : process.next(from.id())) {
                boolean afterTheWin = process.stage(to).kind() == StageKind.POST_SALES;
                assertThat(from.kind().isWon()).isEqualTo(afterTheWin);
                assertThat(from.kind().isOpen()).isNotEqualTo(afterTheWin);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theIndexIsThePlaceInTheList(@ForAll SalesProcess process) {
        for (int place = 0; place < process.stages().size(); place++) {
            StageId id = StageId.of(process.stages().get(place).id().value());
            assertThat(process.indexOf(id)).isEqualTo(place);
            assertThat(process.find(id)).contains(process.stages().get(place));
        }
        assertThat(process.indexOf(StageId.of("no such stage"))).isEqualTo(-1);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theSamePartsMakeAnEqualProcess(@ForAll SalesProcess process) {
        SalesProcess.Builder builder = SalesProcess.builder(process.id().value());
        process.stages().forEach(builder::stage);
        process.lossReasons().forEach(builder::lossReasons);
        for (Stage from : process.stages()) {
            process.next(from.id()).forEach(to -> builder.move(from.id().value(), to.value()));
        }
        SalesProcess copy = builder.build();
        if (process.version() > 1) {
            assertThat(copy).isNotEqualTo(process);
            return;
        }

        assertThat(copy).isEqualTo(process).hasSameHashCodeAs(process).hasToString(process.toString());
    }

    private static Set<StageId> walk(SalesProcess process, StageId from) {
        Set<StageId> reached = new HashSet<>();
        Deque<StageId> open = new ArrayDeque<>(process.next(from));
        while (!open.isEmpty()) {
            StageId stage = open.pop();
            if (reached.add(stage)) {
                open.addAll(process.next(stage));
            }
        }
        return reached;
    }
}

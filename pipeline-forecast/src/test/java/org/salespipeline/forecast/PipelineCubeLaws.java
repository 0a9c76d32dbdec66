package org.salespipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;

class PipelineCubeLaws {

    private static final Map<StageId, Probability> OTHER_CHANCES =
            Map.of(StageId.of("propose"), Probability.of(0.123456789), StageId.of("contract"), Probability.of(0.5));

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        // in one process only, deals of several parts often meet in one cell
        return Arbitraries.oneOf(
                ForecastArbitraries.logs(), ForecastArbitraries.logs(List.of(SampleProcesses.enterprise())));
    }

    @Provide
    Arbitrary<ForecastRequest> requests() {
        return Arbitraries.oneOf(ForecastArbitraries.requests(), ForecastArbitraries.requestsByHostDimension());
    }

    @Provide
    Arbitrary<Instant> moments() {
        return ForecastArbitraries.moments();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyPartitionMergedInAnyOrderGivesTheBytesOfTheWhole(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int parts) {
        PipelineCube whole = cube(logs, request, asOf);
        PipelineCube merged = mergedAtRandom(partition(logs, request, asOf, parts, new Random(seed)), new Random(seed));
        assertThat(merged).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(merged.toBytes()).isEqualTo(whole.toBytes());
        assertThat(answer(merged, OTHER_CHANCES)).isEqualTo(answer(whole, OTHER_CHANCES));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anySplitOfTheRowsGivesTheWhole(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf,
            @ForAll @IntRange(max = 8) int cut) {
        PipelineView view = PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf);
        int at = Math.min(cut, view.size());
        PipelineCube first = PipelineCube.ofRows(view, request, 0, at);
        PipelineCube rest = PipelineCube.ofRows(view, request, at, view.size());
        assertThat(rest.merge(first)).isEqualTo(PipelineCube.of(view, request));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void cubesAreACommutativeMonoid(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf,
            @ForAll long seed) {
        List<PipelineCube> cubes = partition(logs, request, asOf, 3, new Random(seed));
        PipelineCube a = cubes.get(0);
        PipelineCube b = cubes.get(1);
        PipelineCube c = cubes.get(2);
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(a.empty())).isEqualTo(a);
        assertThat(a.empty().merge(a)).isEqualTo(a);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void bytesGiveTheCubeBack(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        PipelineCube cube = cube(logs, request, asOf);
        PipelineCube read = PipelineCube.ofBytes(cube.toBytes(), request);
        assertThat(read).isEqualTo(cube);
        assertThat(read.toBytes()).isEqualTo(cube.toBytes());
        assertThat(answer(read, Map.of())).isEqualTo(answer(cube, Map.of()));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void damagedBytesAreRefused(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf,
            @ForAll long seed) {
        byte[] bytes = cube(logs, request, asOf).toBytes();
        byte[] damaged = damaged(bytes, new Random(seed));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PipelineCube.ofBytes(damaged, request))
                .withMessageStartingWith("bytes ");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void damagedBytesWithACheckSumOfTheirOwnAreRefusedOrAnotherCube(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf,
            @ForAll long seed) {
        byte[] bytes = cube(logs, request, asOf).toBytes();
        byte[] content = damaged(Arrays.copyOf(bytes, bytes.length - Integer.BYTES), new Random(seed));
        byte[] forged = CubeBytes.sealed(content);
        PipelineCube read;
        try {
            read = PipelineCube.ofBytes(forged, request);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s)(bytes|length) .*");
            return;
        }
        assertThat(read.toBytes()).isEqualTo(forged);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aKeptCubeForecastsWhatTheViewForecasts(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        PipelineView view = PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf);
        PipelineCube kept = PipelineCube.of(view, request);
        if (kept.lacksDimension()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> kept.forecast(OTHER_CHANCES))
                    .withMessageStartingWith("unknown dimension ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Forecast.builder(view, request)
                            .strategy("stage-weighted")
                            .build())
                    .withMessageStartingWith("unknown dimension ");
            return;
        }
        Forecast ofCube = PipelineCube.of(view, request).forecast(OTHER_CHANCES);
        Forecast ofView = Forecast.builder(view, request)
                .strategy("stage-weighted")
                .chanceByStage(OTHER_CHANCES)
                .build();
        assertThat(ofCube.lines()).isEqualTo(ofView.lines());
        assertThat(ofCube.missing()).isEqualTo(ofView.missing());
        assertThat(ofCube.assumptions()).isEqualTo(ofView.assumptions());
    }

    private static PipelineCube cube(List<OpportunityLog> logs, ForecastRequest request, Instant asOf) {
        return PipelineCube.of(PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf), request);
    }

    private static List<PipelineCube> partition(
            List<OpportunityLog> logs, ForecastRequest request, Instant asOf, int parts, Random random) {
        List<List<OpportunityLog>> split = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            split.add(new ArrayList<>());
        }
        logs.forEach(log -> split.get(random.nextInt(parts)).add(log));
        List<PipelineCube> cubes = new ArrayList<>();
        split.forEach(part -> cubes.add(cube(part, request, asOf)));
        return cubes;
    }

    private static PipelineCube mergedAtRandom(List<PipelineCube> cubes, Random random) {
        List<PipelineCube> left = new ArrayList<>(cubes);
        Collections.shuffle(left, random);
        while (left.size() > 1) {
            PipelineCube one = left.remove(random.nextInt(left.size()));
            PipelineCube other = left.remove(random.nextInt(left.size()));
            left.add(random.nextInt(left.size() + 1), one.merge(other));
        }
        return left.get(0);
    }

    /** One to three changes: a bit flipped, the end cut off, something added, a number made large. */
    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0 || Arrays.equals(damaged, bytes); changes--) {
            int place = random.nextInt(Math.max(1, damaged.length));
            switch (random.nextInt(4)) {
                case 0 -> damaged = Arrays.copyOf(damaged, place);
                case 1 -> damaged = Arrays.copyOf(damaged, damaged.length + 1 + random.nextInt(40));
                case 2 ->
                    Arrays.fill(damaged, place, Math.min(place + 4, damaged.length), (byte) (random.nextInt(3) - 1));
                default -> {
                    if (damaged.length > 0) {
                        damaged[place] ^= (byte) (1 << random.nextInt(8));
                    }
                }
            }
        }
        return damaged;
    }

    /** The forecast with its print-out and fingerprint, or why it is refused. */
    private static List<Object> answer(PipelineCube cube, Map<StageId, Probability> chances) {
        try {
            Forecast forecast = cube.forecast(chances);
            return List.of(forecast, forecast.toString(), forecast.fingerprint());
        } catch (IllegalArgumentException refused) {
            return List.of(String.valueOf(refused.getMessage()));
        }
    }
}

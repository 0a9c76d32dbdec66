package org.salespipeline.forecast.measure;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;

/**
 * The open stages that deals go through, numbered process by process in the declared order. A stage is the same in every
 * version of its process that has its id. Where versions differ, the last one gives the order, and a stage that only earlier
 * ones have stands behind the one that it followed there.
 */
final class StageKeys {

    /** Stands for a stage that is closed, or that deals with another standing are in. */
    static final int NONE = -1;

    private final ImmutableList<List<String>> keys;
    private final int[] ranks;
    private final int[] keyOfStage;

    /** For each stage code the numbers of the open stages of its process, in its version, ascending. */
    private final int[][] ofVersion;

    private StageKeys(ImmutableList<List<String>> keys, int[] ranks, int[] keyOfStage, int[][] ofVersion) {
        this.keys = keys;
        this.ranks = ranks;
        this.keyOfStage = keyOfStage;
        this.ofVersion = ofVersion;
    }

    static StageKeys of(List<StageRef> stages) {
        TreeMap<String, List<String>> byProcess = new TreeMap<>();
        for (StageRef ref : stages) {
            byProcess.computeIfAbsent(ref.process().id().value(), unused -> merged(ref.process()));
        }
        List<List<String>> keys = new ArrayList<>();
        List<Integer> ranks = new ArrayList<>();
        byProcess.forEach((process, ids) -> ids.forEach(id -> {
            keys.add(List.of(process, id));
            ranks.add(ids.indexOf(id));
        }));
        int[] keyOfStage = new int[stages.size()];
        int[][] ofVersion = new int[stages.size()][];
        for (int code = 0; code < keyOfStage.length; code++) {
            StageRef ref = stages.get(code);
            keyOfStage[code] = ref.isOpen() ? keys.indexOf(key(ref.process(), ref.stage())) : NONE;
            ofVersion[code] = ref.process().stages().stream()
                    .filter(stage -> stage.kind().isOpen())
                    .mapToInt(stage -> keys.indexOf(key(ref.process(), stage)))
                    .sorted()
                    .toArray();
        }
        return new StageKeys(
                ImmutableList.copyOf(keys),
                ranks.stream().mapToInt(rank -> rank).toArray(),
                keyOfStage,
                ofVersion);
    }

    private static List<String> key(SalesProcess process, Stage stage) {
        return List.of(process.id().value(), stage.id().value());
    }

    /** The open stages of all versions of a process, in one order. */
    private static List<String> merged(SalesProcess process) {
        List<SalesProcess> versions = new ArrayList<>(process.versions().all());
        versions.sort((one, other) -> Integer.compare(other.version(), one.version()));
        List<String> ids = new ArrayList<>();
        for (SalesProcess version : versions) {
            int place = 0;
            for (Stage stage : version.stages()) {
                String id = stage.id().value();
                if (stage.kind().isOpen() && !ids.contains(id)) {
                    ids.add(place, id);
                }
                place = ids.contains(id) ? ids.indexOf(id) + 1 : place;
            }
        }
        return ids;
    }

    /** Process and stage of each number. */
    List<List<String>> keys() {
        return keys;
    }

    /** The place of each number in the order of its process, whatever other processes there are. */
    int[] ranks() {
        return ranks;
    }

    /** The number of a stage code, {@link #NONE} for one that is not open. */
    int of(int stageCode) {
        return keyOfStage[stageCode];
    }

    /** The numbers of all open stages of the process, in the version that the stage code belongs to, ascending. */
    int[] ofVersion(int stageCode) {
        return ofVersion[stageCode];
    }
}

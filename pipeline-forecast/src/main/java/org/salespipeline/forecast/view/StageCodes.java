package org.salespipeline.forecast.view;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/** Numbers the stages of several processes: by id and version of the process, then in the declared order. */
final class StageCodes {

    private final ImmutableList<SalesProcess> processes;
    private final int[] firstCodes;
    private final ImmutableList<String> keys;

    private StageCodes(ImmutableList<SalesProcess> processes) {
        this.processes = processes;
        firstCodes = new int[processes.size() + 1];
        List<String> named = new ArrayList<>();
        for (int process = 0; process < processes.size(); process++) {
            SalesProcess current = processes.get(process);
            firstCodes[process + 1] = firstCodes[process] + current.stages().size();
            String id = current.id().value();
            String version = current.version() == 1 ? "" : "/" + current.version();
            current.stages().forEach(stage -> named.add(id.length() + version + ":" + id + stage.id()));
        }
        keys = ImmutableList.copyOf(named);
    }

    private static final Comparator<SalesProcess> ORDER =
            Comparator.comparing(SalesProcess::id).thenComparingInt(SalesProcess::version);

    /** Refuses two processes of one id and version that are not equal. */
    static StageCodes of(Collection<SalesProcess> processes) {
        List<SalesProcess> sorted = new ArrayList<>(processes);
        sorted.sort(ORDER);
        ImmutableList.Builder<SalesProcess> distinct = ImmutableList.builder();
        for (int i = 0; i < sorted.size(); i++) {
            SalesProcess process = sorted.get(i);
            boolean again = i > 0 && ORDER.compare(sorted.get(i - 1), process) == 0;
            checkArgument(
                    !again || sorted.get(i - 1).equals(process),
                    "process %s must be one and the same for all deals, was defined in two ways; give the second another id",
                    process.id());
            if (!again) {
                distinct.add(process);
            }
        }
        return new StageCodes(distinct.build());
    }

    List<SalesProcess> processes() {
        return processes;
    }

    /** One text per stage, in the order of the codes, that no other stage has. */
    List<String> keys() {
        return keys;
    }

    int size() {
        return keys.size();
    }

    /** The number of a process, -1 when it is none of these. */
    int processNumber(SalesProcess process) {
        int low = 0;
        int high = processes.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = ORDER.compare(processes.get(middle), process);
            if (order == 0) {
                return processes.get(middle).equals(process) ? middle : -1;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -1;
    }

    /** The number of the last version of the process with this id, -1 when there is none. */
    int processNumber(String id) {
        for (int process = processes.size() - 1; process >= 0; process--) {
            if (processes.get(process).id().value().equals(id)) {
                return process;
            }
        }
        return -1;
    }

    /** The stage where deals of a process begin. */
    int firstOpen(int process) {
        return code(process, processes.get(process).first().id());
    }

    /** Any stage where deals of a process are won. */
    int firstWon(int process) {
        return processes.get(process).stages().stream()
                .filter(stage -> stage.kind() == StageKind.WON)
                .mapToInt(stage -> code(process, stage.id()))
                .findFirst()
                .orElseThrow();
    }

    /** The code of a stage; an {@link IllegalArgumentException} that lists the stages when the process has none such. */
    int code(int process, StageId stage) {
        SalesProcess owner = processes.get(process);
        int index = owner.indexOf(stage);
        if (index < 0) {
            throw new IllegalArgumentException("unknown stage " + stage + "; process " + owner.id() + " has "
                    + owner.stages().stream().map(Stage::id).toList());
        }
        return firstCodes[process] + index;
    }

    int processOf(int code) {
        int process = 0;
        while (code >= firstCodes[process + 1]) {
            process++;
        }
        return process;
    }

    Stage stage(int code) {
        int process = processOf(code);
        return processes.get(process).stages().get(code - firstCodes[process]);
    }
}

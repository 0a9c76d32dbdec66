package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.salespipeline.imports.SnapshotPlan.Taken;

/** Finds the exports of a folder and when each was taken, by their names. */
final class SnapshotFiles {

    private final SnapshotPlan plan;
    private final List<String> others = new ArrayList<>();

    SnapshotFiles(SnapshotPlan plan) {
        this.plan = plan;
    }

    /** The exports from the first on; a single file is the only one. */
    Map<Path, Moment> find(Path file) {
        List<Path> files = Files.isDirectory(file) ? inside(file) : ImmutableList.of(file);
        TreeMap<java.time.Instant, Path> byTime = new TreeMap<>();
        Map<Path, Moment> taken = new LinkedHashMap<>();
        for (Path one : files) {
            Optional<Moment> moment = takenAt(one);
            if (moment.isEmpty()) {
                others.add(nameOf(one));
                continue;
            }
            Path other = byTime.put(moment.get().end(plan.table().zone()), one);
            if (other != null) {
                throw new ImportException(ImportProblem.in(one.toString())
                        .reason("must be the only export of its time, " + other + " has the same")
                        .cure("keep one of them, or write the hour into the names")
                        .build());
            }
            taken.put(one, moment.get());
        }
        if (taken.isEmpty()) {
            throw new ImportException(ImportProblem.in(file.toString())
                    .reason("must be named " + pattern() + ", or be a folder with such files")
                    .value(Files.isDirectory(file) ? shown(others) : nameOf(file))
                    .cure("correct taken: in the mapping, or the names")
                    .build());
        }
        Map<Path, Moment> inOrder = new LinkedHashMap<>();
        byTime.values().forEach(one -> Optional.ofNullable(taken.get(one)).ifPresent(at -> inOrder.put(one, at)));
        return inOrder;
    }

    private static String shown(List<String> names) {
        return names.isEmpty() ? "an empty folder" : names.get(0);
    }

    private String pattern() {
        Taken taken = plan.taken();
        return taken.before() + "{" + taken.pattern().map(DatePattern::toString).orElse("") + "}" + taken.after();
    }

    /** Files of the folder that are no exports. */
    List<String> others() {
        return others;
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw TextFile.fault(folder, e);
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    private Optional<Moment> takenAt(Path file) {
        Taken taken = plan.taken();
        String name = nameOf(file);
        if (!name.endsWith(taken.after()) && name.endsWith(".gz")) {
            name = name.substring(0, name.length() - 3);
        }
        boolean isNamed = name.startsWith(taken.before())
                && name.endsWith(taken.after())
                && name.length() > taken.before().length() + taken.after().length();
        if (!isNamed || taken.pattern().isEmpty()) {
            return Optional.empty();
        }
        Slice slice = new Slice();
        slice.set(name.substring(
                taken.before().length(), name.length() - taken.after().length()));
        return taken.pattern()
                .get()
                .read(slice, plan.table().zone())
                .filter(moment -> moment.clock() != Moment.Clock.NEVER);
    }
}

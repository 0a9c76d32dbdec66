package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with a mapping, so that one reading names all of it. */
final class YamlProblems {

    private final String file;
    private final List<ImportProblem> problems = new ArrayList<>();

    YamlProblems(String file) {
        this.file = file;
    }

    void add(Node at, String path, String reason, String cure) {
        problems.add(problem(file, at.getStartMark(), path, reason).cure(cure).build());
    }

    static ImportProblem.Builder problem(String file, Optional<Mark> mark, String path, String reason) {
        ImportProblem.Builder problem = ImportProblem.in(file).reason(reason);
        mark.ifPresent(place ->
                problem.line(OptionalLong.of(place.getLine() + 1L)).position(OptionalInt.of(place.getColumn() + 1)));
        return path.isEmpty() ? problem : problem.column(path);
    }

    /** Throws when anything was found, in the order of the file. */
    void raise() {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.<ImportProblem>comparingLong(
                            problem -> problem.line().orElse(0))
                    .thenComparingInt(problem -> problem.position().orElse(0)));
            throw new ImportException(ImmutableList.copyOf(problems));
        }
    }
}

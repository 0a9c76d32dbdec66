package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file that cannot be used as a whole: a mapping with mistakes, a table that is missing, cut off or lacks a column, or,
 * when reading strictly, a first bad row.
 *
 * <p>The message has one line for each problem.
 */
public final class ImportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // the list that is always passed in is Guava's, which can be serialized
    private final transient ImmutableList<ImportProblem> problems;

    ImportException(List<ImportProblem> problems) {
        super(problems.stream().map(ImportProblem::toString).collect(Collectors.joining("\n")));
        this.problems = ImmutableList.copyOf(problems);
    }

    ImportException(ImportProblem problem) {
        this(ImmutableList.of(problem));
    }

    ImportException(ImportProblem problem, Throwable cause) {
        this(problem);
        initCause(cause);
    }

    /** Everything that was found wrong, in the order of the file; never empty. */
    public List<ImportProblem> problems() {
        return problems;
    }
}

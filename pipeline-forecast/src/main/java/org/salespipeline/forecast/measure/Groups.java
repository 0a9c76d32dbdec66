package org.salespipeline.forecast.measure;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.Segments;

/** Which combination of segments each deal is in; only combinations that occur have a number. */
final class Groups {

    private static final int MOST_CELLS = 1 << 24;

    private final int[] groupOfRow;

    private final ImmutableList<List<String>> labels;

    private Groups(int[] groupOfRow, ImmutableList<List<String>> labels) {
        this.groupOfRow = groupOfRow;
        this.labels = labels;
    }

    static Groups of(DealColumns deals, List<String> names) {
        List<Segments> dimensions = names.stream().map(deals::segments).collect(ImmutableList.toImmutableList());
        int[] groups = new int[deals.size()];
        int count = 1;
        for (Segments segments : dimensions) {
            count = refine(groups, count, segments);
        }
        int[] examples = new int[count];
        for (int row = 0; row < groups.length; row++) {
            examples[groups[row]] = row;
        }
        return new Groups(
                groups,
                Arrays.stream(examples)
                        .mapToObj(row -> labels(dimensions, row))
                        .collect(ImmutableList.toImmutableList()));
    }

    /** Splits each group by one more dimension, and numbers those that occur in order; returns how many. */
    private static int refine(int[] groups, int count, Segments segments) {
        long most = (long) count * segments.size();
        if (most > MOST_CELLS) {
            throw new IllegalArgumentException("dimensions must make at most " + MOST_CELLS + " combinations, were "
                    + most + "; ask by fewer of them");
        }
        int[] numbers = new int[(int) most];
        for (int row = 0; row < groups.length; row++) {
            groups[row] = groups[row] * segments.size() + segments.code(row);
            numbers[groups[row]] = 1;
        }
        int found = 0;
        for (int cell = 0; cell < numbers.length; cell++) {
            if (numbers[cell] == 1) {
                numbers[cell] = found++;
            }
        }
        for (int row = 0; row < groups.length; row++) {
            groups[row] = numbers[groups[row]];
        }
        return found;
    }

    int size() {
        return labels.size();
    }

    int of(int row) {
        return groupOfRow[row];
    }

    /** The names of the segments of a group, one per dimension. */
    List<String> labels(int group) {
        return labels.get(group);
    }

    private static List<String> labels(List<Segments> dimensions, int row) {
        return dimensions.stream()
                .map(segments -> segments.label(segments.code(row)))
                .toList();
    }
}

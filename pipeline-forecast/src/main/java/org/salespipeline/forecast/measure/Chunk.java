package org.salespipeline.forecast.measure;

import java.util.List;
import java.util.Map;

/** Some of the deals of a view, read one after another. */
final class Chunk {

    /** What is read: a recipe over the places of a scope, by groups. */
    record Job(Recipe<?> recipe, Population population, Groups groups) {}

    private final Recipe<?> recipe;
    private final Population population;
    private final Recipe.Reader reader;
    private final int places;
    private final List<List<String>> own;
    private final Sums[][] cells;
    private int firstDay;

    private Chunk(Job job) {
        recipe = job.recipe();
        population = job.population().forked();
        reader = recipe.reader(population);
        places = population.scope.places();
        own = reader.own();
        cells = new Sums[job.groups().size()][];
        firstDay = population.today;
    }

    /** Reads the deals of these rows. */
    static Chunk read(Job job, int from, int to) {
        Chunk chunk = new Chunk(job);
        int width = chunk.own.size();
        for (int row = from; row < to; row++) {
            if (chunk.population.holds(row)) {
                chunk.firstDay = Math.min(chunk.firstDay, chunk.population.deals.createdDay(row));
                int group = job.groups().of(row);
                chunk.reader.read(row, (place, key) -> chunk.cell(group, place * width + key));
            }
        }
        return chunk;
    }

    private Sums cell(int group, int place) {
        Sums[] ofGroup = cells[group];
        if (ofGroup == null) {
            ofGroup = new Sums[places * own.size()];
            cells[group] = ofGroup;
        }
        Sums found = ofGroup[place];
        if (found == null) {
            found = recipe.shape().sums();
            ofGroup[place] = found;
        }
        return found;
    }

    /** Takes the sums of a period, a group and an own key. */
    @FunctionalInterface
    interface Taker {
        void take(int place, int group, List<String> own, Sums sums);
    }

    void giveTo(Taker taker) {
        for (int group = 0; group < cells.length; group++) {
            Sums[] ofGroup = cells[group];
            for (int i = 0; ofGroup != null && i < ofGroup.length; i++) {
                if (ofGroup[i] != null) {
                    taker.take(i / own.size(), group, own.get(i % own.size()), ofGroup[i]);
                }
            }
        }
    }

    List<List<String>> own() {
        return own;
    }

    int rank(int which) {
        return reader.rank(which);
    }

    int firstDay() {
        return firstDay;
    }

    Map<String, Long> leftOut() {
        return population.leftOut();
    }
}

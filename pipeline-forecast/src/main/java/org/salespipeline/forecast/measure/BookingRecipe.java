package org.salespipeline.forecast.measure;

import java.util.List;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.forecast.measure.Figures.Bookings;
import org.salespipeline.forecast.view.DealChanges;

/** What was won, by what becomes of a win that is taken back. */
record BookingRecipe(WinReversal policy) implements Recipe<Bookings> {

    private static final int WINS = 0;
    private static final int WITHOUT_AMOUNT = 1;
    private static final int REVERSALS = 2;

    private static final int BOOKED = 0;
    private static final int CORRECTED = 1;
    private static final int REVERSED = 2;

    @Override
    public String title() {
        return "bookings, reopened wins " + TimeInStageRecipe.words(policy);
    }

    @Override
    public List<String> ownKeys() {
        return List.of();
    }

    @Override
    public boolean usesAmounts() {
        return true;
    }

    @Override
    public Sums.Shape shape() {
        return Sums.Shape.ofCounts(3).amounts(3);
    }

    @Override
    public Reader reader(Population population) {
        return policy == WinReversal.RESTATE ? new AsItStands(population) : new AsItWasPosted(population);
    }

    /** Only wins that stand, where they stand now. */
    private record AsItStands(Population population) implements Reader {

        @Override
        public List<List<String>> own() {
            return List.of(List.of());
        }

        @Override
        public void read(int row, Slots slots) {
            int place = population.stage(row).isWon() ? population.placeOfClose(row) : Population.NO_PLACE;
            if (place != Population.NO_PLACE) {
                Sums sums = slots.of(place, 0);
                sums.count(WINS);
                if (population.deals.hasAmount(row)) {
                    sums.amounts[BOOKED].add(population.deals.amountMinor(row));
                } else {
                    sums.count(WITHOUT_AMOUNT);
                }
            }
        }
    }

    /** Every win, every change of its amount and every end of it on its own day. */
    private static final class AsItWasPosted implements Reader {

        private final Population population;
        private final DealChanges changes;
        private boolean isPosted;
        private long posted;

        AsItWasPosted(Population population) {
            this.population = population;
            changes = population.changes;
        }

        @Override
        public List<List<String>> own() {
            return List.of(List.of());
        }

        @Override
        public void read(int row, Slots slots) {
            isPosted = false;
            int end = changes.firstStep(row + 1);
            for (int step = changes.firstStep(row); step < end; step++) {
                boolean isWon = population.stageOf(step).isWon();
                if (isWon && !isPosted) {
                    book(row, step, slots);
                } else if (!isWon && isPosted) {
                    reverse(changes.stepDay(step), slots);
                }
                if (isPosted) {
                    int until = step + 1 == end ? population.today : changes.stepDay(step + 1);
                    correct(row, changes.stepDay(step), until, slots);
                }
            }
        }

        private void book(int row, int step, Slots slots) {
            int place = population.placeOfClosing(changes.closeDay(step));
            int amount = population.amountAtEndOf(row, changes.stepDay(step));
            isPosted = population.isClosedByNow(changes.closeDay(step));
            posted = amount < 0 ? 0 : changes.amountMinor(amount);
            if (place != Population.NO_PLACE) {
                Sums sums = slots.of(place, 0);
                sums.count(WINS);
                sums.add(WITHOUT_AMOUNT, amount < 0 ? 1 : 0);
                sums.amounts[BOOKED].add(posted);
            }
        }

        private void reverse(int day, Slots slots) {
            isPosted = false;
            int place = population.placeOf(day);
            if (place != Population.NO_PLACE) {
                Sums sums = slots.of(place, 0);
                sums.count(REVERSALS);
                sums.amounts[REVERSED].add(posted);
            }
        }

        /** Posts the amounts that were set after one day and up to another. */
        private void correct(int row, int after, int until, Slots slots) {
            for (int amount = changes.firstAmount(row); amount < changes.firstAmount(row + 1); amount++) {
                int day = changes.amountSetDay(amount);
                if (day > after && day <= until) {
                    int stands = population.amountAtEndOf(row, day);
                    long now = stands < 0 ? 0 : changes.amountMinor(stands);
                    int place = population.placeOf(day);
                    if (place != Population.NO_PLACE && now != posted) {
                        slots.of(place, 0).amounts[CORRECTED].add(Math.subtractExact(now, posted));
                    }
                    posted = now;
                }
            }
        }
    }

    @Override
    public Finish<Bookings> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> ImmutableBookings.builder()
                .wins(sums.counts[WINS])
                .withoutAmount(sums.counts[WITHOUT_AMOUNT])
                .reversals(sums.counts[REVERSALS])
                .booked(setting.money(sums.amounts[BOOKED].rounded()))
                .corrected(setting.money(sums.amounts[CORRECTED].rounded()))
                .reversed(setting.money(sums.amounts[REVERSED].rounded()))
                .build();
    }
}

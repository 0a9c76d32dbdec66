package org.salespipeline.forecast.simulation;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes up the deals of a sales organisation of which the truth is known.
 *
 * <pre>{@code
 * SimulatedSales sales = SalesSimulator.builder(7).deals(500).perWeek(5).build().run();
 * PipelineView view = PipelineHistory.of(sales.zone(), sales.logs()).asOf(sales.lastDay());
 * }</pre>
 *
 * <p>40 owners in 4 regions sell 5 products to 6 segments. Every week deals come in, Poisson with a yearly wave; each lives
 * in weekly steps in which it advances, is won, is lost or stays, with chances that depend on hidden effects of its owner,
 * segment, product, source, partner and amount, on a frailty of its own, on how near the stated close is, on the end of the
 * quarter and on a shock that all deals of a quarter share. Owners state dates too early and push them, change amounts, hand
 * deals over and enter 8 % of the stage changes some days late. About a third of the deals is won.
 *
 * <p>The same seed gives the same facts wherever and in whatever order they are made, and the first <i>n</i> deals of a
 * longer simulation are those of a shorter one with the same seed, start, zone, {@code perWeek} and {@linkplain Variant variants}. Instances are immutable
 * and may be shared.
 */
public final class SalesSimulator {

    private static final int MOST_WEEKS = 520;

    private final World world;
    private final int deals;
    private final int weeks;

    private SalesSimulator(Builder builder) {
        this.world = new World(builder);
        this.deals = builder.deals;
        this.weeks = builder.weeks;
    }

    /** A simulation from the given seed; every {@code long} is a good one. */
    public static Builder builder(long seed) {
        return new Builder(seed);
    }

    /** Makes all deals up. */
    public SimulatedSales run() {
        int[] arrivals = new int[MOST_WEEKS];
        int wanted = deals == 0 ? Integer.MAX_VALUE : deals;
        int wantedWeeks = weeks == 0 ? MOST_WEEKS : weeks;
        int total = 0;
        int week = 0;
        for (; week < wantedWeeks && total < wanted; week++) {
            arrivals[week] = Math.min(world.arrivals(week), wanted - total);
            total += arrivals[week];
        }
        checkArgument(
                deals == 0 || total == deals,
                "only %s of %s deals come in within ten years; raise perWeek",
                total,
                deals);
        return new SimulatedSales(world, Arrays.copyOf(arrivals, week));
    }

    /** In what an organisation may differ from the usual one. */
    public enum Variant {
        /** Deals come in faster and faster: 3 % more a month. */
        GROWTH,
        /** After two years deals advance, and are won, less easily, and what the source says is turned round. */
        REGIME_CHANGE,
        /** Nobody enters stages: a deal stands where it began until it is won or lost. */
        NO_STAGE_HISTORY,
        /** A third of the owners state dates too late and enter the last stages only with the outcome. */
        SANDBAGGING,
        /** The shock that the deals of a quarter share is twice as large. */
        STRONG_SHOCKS,
        /** Nothing that can be seen says anything: every open deal has the same chances in every week. */
        NO_SIGNAL
    }

    /** Collects what to simulate; unless said otherwise 52 weeks from 2024-01-01 in UTC with 60 new deals a week. */
    public static final class Builder {

        final long seed;
        final Set<Variant> variants = EnumSet.noneOf(Variant.class);
        double perWeek = 60;
        LocalDate start = LocalDate.of(2024, 1, 1);
        ZoneId zone = ZoneOffset.UTC;
        private int deals;
        private int weeks = 52;
        double shock = World.SHOCK;
        final List<World.Slowdown> slowdowns = new ArrayList<>();

        private Builder(long seed) {
            this.seed = seed;
        }

        /** Stops after this many deals, at least 1; takes the place of {@link #weeks}. */
        @CanIgnoreReturnValue
        public Builder deals(int count) {
            checkArgument(count >= 1, "deals must be at least 1, was %s", count);
            this.deals = count;
            this.weeks = 0;
            return this;
        }

        /** Takes in deals for this many weeks, 1 to 520; takes the place of {@link #deals}. */
        @CanIgnoreReturnValue
        public Builder weeks(int count) {
            checkArgument(count >= 1 && count <= MOST_WEEKS, "weeks must be in [1, 520], was %s", count);
            this.weeks = count;
            this.deals = 0;
            return this;
        }

        /** New deals in an average week, above 0 and at most 1,000,000. */
        @CanIgnoreReturnValue
        public Builder perWeek(double mean) {
            checkArgument(mean > 0 && mean <= 1_000_000, "perWeek must be in (0, 1000000], was %s", mean);
            this.perWeek = mean;
            return this;
        }

        /**
         * How much the quarters differ: the standard deviation of the shock that all deals of a quarter share, on the logit
         * scale; 0.25 unless it is said, 0 for none.
         */
        @CanIgnoreReturnValue
        public Builder quarterShock(double deviation) {
            checkArgument(
                    deviation >= 0 && deviation <= 10, "deviation of a quarter must be in [0, 10], was %s", deviation);
            this.shock = deviation;
            return this;
        }

        /**
         * Plants a bottleneck: in the weeks that begin on this day or later, deals in the stage move on less often.
         *
         * @param stage discovery, qualification, proposal, negotiation or contract
         * @param pace by which the chance of each week to advance or be won is multiplied, in [0, 1]
         */
        @CanIgnoreReturnValue
        public Builder slowdown(String stage, LocalDate from, double pace) {
            return slowdown(stage, Optional.empty(), from, pace);
        }

        /** The same for the deals that owners of one region bring in: North, East, South or West. */
        @CanIgnoreReturnValue
        public Builder slowdown(String stage, String region, LocalDate from, double pace) {
            World.requireRegion(region);
            return slowdown(stage, Optional.of(region), from, pace);
        }

        private Builder slowdown(String stage, Optional<String> region, LocalDate from, double pace) {
            checkArgument(pace >= 0 && pace <= 1, "pace must be in [0, 1], was %s", pace);
            slowdowns.add(new World.Slowdown(World.stageNumber(stage), region, from, pace));
            return this;
        }

        /** Makes the organisation differ in this; may be called for several. */
        @CanIgnoreReturnValue
        public Builder with(Variant variant) {
            variants.add(variant);
            return this;
        }

        /** Begins in the week that holds this day; weeks run from Monday. */
        @CanIgnoreReturnValue
        public Builder startingOn(LocalDate day) {
            this.start = day;
            return this;
        }

        /** The zone in which the organisation works. */
        @CanIgnoreReturnValue
        public Builder zone(ZoneId place) {
            this.zone = place;
            return this;
        }

        /** The simulator; it may be run any number of times with the same outcome. */
        public SalesSimulator build() {
            return new SalesSimulator(this);
        }
    }
}

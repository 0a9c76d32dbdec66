package org.salespipeline.forecast.simulation;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

import com.google.common.collect.ImmutableMap;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.Person;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.SalesProcess;

/**
 * The deals that a {@link SalesSimulator} made up: their facts, and apart from them the truth.
 *
 * <p>Each log tells the whole life of its deal, up to a win or a loss that may lie after {@link #lastDay}; look at the
 * logs as of a day to see what was known then. The truth is never among the facts.
 */
public final class SimulatedSales {

    private static final String ID_PREFIX = "S-";

    private final World world;
    /** Number of deals that came in before each week, with the total at the end. */
    private final int[] before;

    SimulatedSales(World world, int[] arrivals) {
        this.world = world;
        this.before = new int[arrivals.length + 1];
        for (int week = 0; week < arrivals.length; week++) {
            before[week + 1] = before[week] + arrivals[week];
        }
    }

    /** The process that all deals follow. */
    public SalesProcess process() {
        return world.process();
    }

    /** The zone in which the organisation works. */
    public ZoneId zone() {
        return world.zone();
    }

    /** The people who own deals, in a fixed order. */
    public List<Person> people() {
        return world.people();
    }

    /** The Monday on which it all begins. */
    public LocalDate firstDay() {
        return world.monday(0);
    }

    /** The Sunday of the last week in which deals come in. */
    public LocalDate lastDay() {
        return world.monday(before.length - 1).minusDays(1);
    }

    /** How many deals there are. */
    public int size() {
        return before[before.length - 1];
    }

    /** The logs of all deals, in order of their ids. */
    public List<OpportunityLog> logs() {
        List<OpportunityLog> logs = new ArrayList<>(size());
        for (int deal = 0; deal < size(); deal++) {
            logs.add(log(deal));
        }
        return List.copyOf(logs);
    }

    /** The log of one deal, made without the others; deals are numbered from 0. */
    public OpportunityLog log(int deal) {
        return new LifeWriter(traits(deal), id(deal)).log();
    }

    /**
     * What no CRM knows about a deal.
     *
     * @throws IllegalArgumentException when no deal of this simulation has the id
     */
    public Truth truth(OpportunityId deal) {
        int number = number(deal);
        DealTraits traits = traits(number);
        return new Truth(deal, Probability.of(new DealLife(traits).winProbability()), traits.effects());
    }

    private OpportunityId id(int deal) {
        return OpportunityId.of(String.format(Locale.ROOT, "%s%07d", ID_PREFIX, deal + 1));
    }

    private int number(OpportunityId id) {
        String value = id.value();
        if (value.startsWith(ID_PREFIX) && value.length() == 9) {
            int number = 0;
            for (int i = 2; i < 9; i++) {
                number = 10 * number + Character.digit(value.charAt(i), 10);
            }
            if (number >= 1 && number <= size() && id(number - 1).equals(id)) {
                return number - 1;
            }
        }
        throw new IllegalArgumentException("unknown deal " + value + "; this simulation has " + size()
                + (size() == 1 ? " deal" : " deals") + ", from S-0000001 on");
    }

    private DealTraits traits(int deal) {
        checkElementIndex(deal, size(), "deal");
        int found = Arrays.binarySearch(before, deal);
        int week = found >= 0 ? found : -found - 2;
        // weeks without arrivals repeat the number; the deal belongs to the last of them
        while (before[week + 1] <= deal) {
            week++;
        }
        return new DealTraits(world, week, deal - before[week]);
    }

    /**
     * The truth about one deal.
     *
     * @param deal which one
     * @param winProbability the chance, at its creation, that the deal is won in the end, given all hidden effects, the
     *     shocks of the quarters and the dates that the owner will state
     * @param effects pull towards a win on the logit scale, by cause (owner, segment, product, source, partner, amount,
     *     frailty), in that order
     */
    public record Truth(OpportunityId deal, Probability winProbability, Map<String, Double> effects) {

        /** Copies the effects and keeps their order. */
        public Truth {
            checkArgument(!effects.isEmpty(), "%s: effects must not be empty", deal);
            effects = ImmutableMap.copyOf(effects);
        }
    }
}

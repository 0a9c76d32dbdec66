package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Locale;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.forecast.revenue.Criticality;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.quantity.Probability;

/**
 * The chance to reach a quota, and the open deals that decide on it, those that matter most first. Immutable.
 *
 * <p>Not the largest deals matter most, but those on which it hangs whether the quota is reached: a large deal that is won almost
 * for certain changes little, and so does one without which the quota is reached all the same.
 */
public final class WhatMatters {

    private final Money quota;
    private final Probability chance;
    private final List<Deal> deals;

    WhatMatters(Money quota, double chance, List<Deal> deals) {
        this.quota = quota;
        this.chance = probability(chance);
        this.deals = List.copyOf(deals);
    }

    static void check(Money quota, CurrencyUnit currency) {
        checkArgument(
                quota.getCurrencyUnit().equals(currency),
                "quota must be in %s as the revenue, was %s",
                currency,
                quota);
    }

    private static Probability probability(double value) {
        return Probability.of(Math.max(0, Math.min(1, value)));
    }

    /** What is to be reached, with what is closed. */
    public Money quota() {
        return quota;
    }

    /** The chance that the quota is reached, of the same law as {@link Forecast#revenue(org.salespipeline.calendar.FiscalPeriod)}. */
    public Probability chance() {
        return chance;
    }

    /**
     * Deals by falling {@link Deal#effect}, at most the 64 whose amounts are the most uncertain; more where amounts are such that
     * all are known exactly.
     */
    public List<Deal> deals() {
        return deals;
    }

    /** For people: the chance and the ten deals that matter most. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "chance of %s or more: %.1f %%\n", quota, 100 * chance.value()));
        deals.stream().limit(10).forEach(deal -> text.append(deal).append('\n'));
        return text.toString();
    }

    /** What one deal does. */
    public static final class Deal {

        private final OpportunityId opportunity;
        private final Money amount;
        private final Probability winChance;
        private final Criticality.Effect effect;

        Deal(OpportunityId opportunity, Money amount, Probability winChance, Criticality.Effect effect) {
            this.opportunity = opportunity;
            this.amount = amount;
            this.winChance = winChance;
            this.effect = effect;
        }

        /** The deal. */
        public OpportunityId opportunity() {
            return opportunity;
        }

        /** What a win is expected to bring. */
        public Money amount() {
            return amount;
        }

        /** Chance that the deal is won in the period. */
        public Probability winChance() {
            return winChance;
        }

        /** Chance of the quota if the deal is won in the period for certain and everything else stays as it is. */
        public Probability ifWon() {
            return probability(effect.ifWon());
        }

        /** The same if it is not won in the period for certain. */
        public Probability ifNotWon() {
            return probability(effect.ifLost());
        }

        /**
         * By how much the win of this deal raises the chance of the quota, in [0, 1] up to rounding: {@link #ifWon} less {@link
         * #ifNotWon}.
         */
        public double effect() {
            return effect.pivotal();
        }

        /** How often this deal is won in the periods that reach the quota; 0 where none can. */
        public Probability winChanceIfReached() {
            return probability(effect.winIfReached());
        }

        /** How often it is won in the periods that miss the quota; 0 where none can. */
        public Probability winChanceIfMissed() {
            return probability(effect.winIfMissed());
        }

        /** For people: deal, amount, chance and what it does. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s %s at %.0f %%: %.1f %% if won, %.1f %% if not",
                    opportunity,
                    amount,
                    100 * winChance.value(),
                    100 * effect.ifWon(),
                    100 * effect.ifLost());
        }
    }
}

package org.salespipeline.forecast.view;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.joda.money.Money;
import org.salespipeline.opportunity.BusinessKind;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.Opportunity.PartnerLink;
import org.salespipeline.partner.PartnerId;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;

/**
 * Fills a view with rows that say how deals stand, without making an object for each deal.
 *
 * <pre>{@code
 * ViewBuilder builder = ViewBuilder.at(today, zone, process);
 * while (rows.next()) {
 *     builder.deal(rows.id()).stage(rows.stage()).createdAt(rows.created()).amountMinor(rows.cents(), "EUR").add();
 * }
 * PipelineView view = builder.build();
 * }</pre>
 *
 * <p>Deals may come in any order. The view equals {@link PipelineView#ofDeals} of the same deals: each row becomes the facts
 * of an opening log, all of them recorded at the as-of moment. For several threads, take a builder for each and {@link
 * #merge} them. Not for use by several threads.
 */
public final class ViewBuilder {

    private final Instant asOf;
    private final ZoneId zone;
    private final FactsBuilder facts;
    private final Row row;

    private ViewBuilder(Instant asOf, ZoneId zone, StageCodes stages) {
        this.asOf = asOf;
        this.zone = zone;
        facts = new FactsBuilder(stages);
        facts.moment().recorded(asOf);
        row = new Row(facts);
    }

    /**
     * Begins a view of this moment.
     *
     * @param zone in which days begin and end
     * @param processes every process that a deal goes through; with one only, a row need not name it
     */
    public static ViewBuilder at(Instant asOf, ZoneId zone, SalesProcess... processes) {
        return new ViewBuilder(Exact.asOf(asOf), zone, StageCodes.of(ImmutableList.copyOf(processes)));
    }

    /**
     * Begins a view of the end of this day, its last nanosecond in the zone.
     *
     * @param zone in which days begin and end
     * @param processes every process that a deal goes through; with one only, a row need not name it
     */
    public static ViewBuilder at(LocalDate today, ZoneId zone, SalesProcess... processes) {
        return at(PipelineView.endOf(today, zone), zone, processes);
    }

    /**
     * Begins the row of a deal. There is one row per builder, used again for each deal: finish it with {@link Row#add}
     * before the next one begins.
     *
     * @param id never blank; a second deal of the same id is refused by {@link #build()}
     */
    public Row deal(String id) {
        return row.begin(id);
    }

    /** Adds a deal that is an object already. */
    @CanIgnoreReturnValue
    public ViewBuilder add(Opportunity deal) {
        row.begin(deal.id().value()).of(deal).add();
        return this;
    }

    /**
     * Adds all deals of another builder, which stays as it is.
     *
     * @param other of the same moment, zone and processes
     */
    @CanIgnoreReturnValue
    public ViewBuilder merge(ViewBuilder other) {
        checkArgument(other != this, "a builder must be merged with another one, was the same");
        checkArgument(asOf.equals(other.asOf), "asOf of merged rows must be %s, was %s", asOf, other.asOf);
        checkArgument(zone.equals(other.zone), "zone of merged rows must be %s, was %s", zone, other.zone);
        List<SalesProcess> processes = facts.stages().processes();
        List<SalesProcess> others = other.facts.stages().processes();
        checkArgument(processes.equals(others), "processes of merged rows must be %s, was %s", processes, others);
        facts.addAll(other.facts);
        return this;
    }

    /** The number of rows added so far. */
    public int size() {
        return facts.deals();
    }

    /**
     * The view of all rows added so far.
     *
     * @throws IllegalArgumentException if two deals have the same id
     */
    public PipelineView build() {
        return new PipelineView(facts.build(), asOf, zone);
    }

    /**
     * What is known about one deal. Id, stage and creation are needed, what else is not set is unknown. Setting a field twice
     * keeps the last.
     */
    public static final class Row {

        private final RowState state;

        private Row(FactsBuilder facts) {
            state = new RowState(facts);
        }

        private Row begin(String deal) {
            state.begin(deal);
            return this;
        }

        private Row of(Opportunity deal) {
            state.process(deal.process());
            stage(deal.stage()).createdAt(deal.createdAt()).stageEnteredAt(deal.stageEnteredAt());
            deal.amount().ifPresent(this::amount);
            deal.expectedClose().ifPresent(this::expectedClose);
            deal.actualClose().ifPresent(this::actualClose);
            deal.name().ifPresent(this::name);
            deal.account().ifPresent(account -> account(account.value()));
            deal.owner().ifPresent(person -> owner(person.value()));
            deal.source().ifPresent(this::source);
            deal.businessKind().ifPresent(this::businessKind);
            deal.calledCategory().ifPresent(this::calledCategory);
            deal.calledProbability().ifPresent(this::calledProbability);
            deal.dimensions().forEach(this::dimension);
            deal.partners().forEach(state.parts::partner);
            deal.evidence().values().forEach(this::evidence);
            deal.lossReason().ifPresent(reason -> lossReason(reason.value()));
            deal.competitor().ifPresent(this::competitor);
            deal.mergedInto().ifPresent(survivor -> mergedInto(survivor.value()));
            state.isDeleted = deal.isDeleted();
            state.isRecycled = deal.isRecycled();
            return this;
        }

        /** Chooses the process by its id; needed where the builder has several. */
        @CanIgnoreReturnValue
        public Row process(String processId) {
            state.process(processId);
            return this;
        }

        /** Where the deal stands, by the id of the stage. */
        @CanIgnoreReturnValue
        public Row stage(String stageId) {
            return stage(StageId.of(stageId));
        }

        /** Where the deal stands. */
        @CanIgnoreReturnValue
        public Row stage(StageId where) {
            state.stage = where;
            return this;
        }

        /** When the deal came into being. */
        @CanIgnoreReturnValue
        public Row createdAt(Instant time) {
            state.created(time.getEpochSecond(), time.getNano());
            return this;
        }

        /** When the deal came into being, in seconds since 1970-01-01T00:00Z. */
        @CanIgnoreReturnValue
        public Row createdAtSecond(long epochSecond) {
            state.created(epochSecond, 0);
            return this;
        }

        /** When the deal entered its stage, not before its creation, which it is unless it is set. */
        @CanIgnoreReturnValue
        public Row stageEnteredAt(Instant time) {
            state.entered(time.getEpochSecond(), time.getNano());
            return this;
        }

        /** When the deal entered its stage, in seconds since 1970-01-01T00:00Z. */
        @CanIgnoreReturnValue
        public Row stageEnteredAtSecond(long epochSecond) {
            state.entered(epochSecond, 0);
            return this;
        }

        /** What the deal is worth. */
        @CanIgnoreReturnValue
        public Row amount(Money amount) {
            state.minorUnits = Exact.minor(state.id, amount);
            state.currency = amount.getCurrencyUnit().getCode();
            return this;
        }

        /**
         * What the deal is worth, in minor units (cents) of a currency.
         *
         * @param currencyCode three letters, such as {@code EUR}
         */
        @CanIgnoreReturnValue
        public Row amountMinor(long amount, String currencyCode) {
            state.minorUnits = Exact.minor(state.id, amount);
            state.currency = state.knownCurrency(currencyCode);
            return this;
        }

        /** When a decision is expected. */
        @CanIgnoreReturnValue
        public Row expectedClose(LocalDate date) {
            state.expectedDay = Exact.day(state.id, date);
            return this;
        }

        /** When a decision is expected, in days since 1970-01-01. */
        @CanIgnoreReturnValue
        public Row expectedCloseDay(int epochDay) {
            state.expectedDay = Exact.day(state.id, epochDay);
            return this;
        }

        /** When the deal was decided; closed stages only. */
        @CanIgnoreReturnValue
        public Row actualClose(LocalDate date) {
            state.actualDay = Exact.day(state.id, date);
            return this;
        }

        /** When the deal was decided, in days since 1970-01-01; closed stages only. */
        @CanIgnoreReturnValue
        public Row actualCloseDay(int epochDay) {
            state.actualDay = Exact.day(state.id, epochDay);
            return this;
        }

        /** What people call the deal. */
        @CanIgnoreReturnValue
        public Row name(String name) {
            state.name = state.requireText("name", name);
            return this;
        }

        /** Who would buy, by id. */
        @CanIgnoreReturnValue
        public Row account(String account) {
            state.account = state.requireText("account", account);
            return this;
        }

        /** Who sells, by id. */
        @CanIgnoreReturnValue
        public Row owner(String person) {
            state.owner = state.requireText("owner", person);
            return this;
        }

        /** Where the deal came from. */
        @CanIgnoreReturnValue
        public Row source(String source) {
            state.source = state.requireText("source", source);
            return this;
        }

        /** Whether the revenue is new, more or again. */
        @CanIgnoreReturnValue
        public Row businessKind(BusinessKind kind) {
            state.kind = kind.name();
            return this;
        }

        /** Sets one of the host's dimensions. */
        @CanIgnoreReturnValue
        public Row dimension(String dimension, String value) {
            state.parts.dimension(
                    state.requireText("name of a dimension", dimension),
                    state.requireText("dimension " + dimension, value));
            return this;
        }

        /** Adds a partner, by id, in a role; the same pair twice counts once. */
        @CanIgnoreReturnValue
        public Row partner(String partner, PartnerRole role) {
            state.parts.partner(new PartnerLink(PartnerId.of(state.requireText("partner", partner)), role));
            return this;
        }

        /** Adds evidence; the last one of a name counts. */
        @CanIgnoreReturnValue
        public Row evidence(Evidence confirmed) {
            state.parts.evidence(confirmed);
            return this;
        }

        /** The category that a person called. */
        @CanIgnoreReturnValue
        public Row calledCategory(ForecastCategory called) {
            state.category = called.name();
            return this;
        }

        /** The chance of a win that a person called. */
        @CanIgnoreReturnValue
        public Row calledProbability(Probability called) {
            state.chanceBits = Double.doubleToLongBits(called.value());
            return this;
        }

        /** Why the deal was not won, by its key; stages of kind {@code LOST} and {@code OTHER_TERMINAL} only. */
        @CanIgnoreReturnValue
        public Row lossReason(String reason) {
            state.lossReason = state.requireText("lossReason", reason);
            return this;
        }

        /** Who got the order instead; stages of kind {@code LOST} and {@code OTHER_TERMINAL} only. */
        @CanIgnoreReturnValue
        public Row competitor(String competitor) {
            state.competitor = state.requireText("competitor", competitor);
            return this;
        }

        /** The deal that goes on in place of this one, by id. */
        @CanIgnoreReturnValue
        public Row mergedInto(String survivor) {
            state.mergedInto = state.requireText("mergedInto", survivor);
            checkArgument(
                    !survivor.equals(state.id), "%s: mergedInto must be another opportunity, was the same", state.id);
            return this;
        }

        /** Says that the deal was taken back. */
        @CanIgnoreReturnValue
        public Row deleted() {
            state.isDeleted = true;
            return this;
        }

        /** Says that the deal went back to be a lead. */
        @CanIgnoreReturnValue
        public Row recycled() {
            state.isRecycled = true;
            return this;
        }

        /**
         * Adds the row to the builder.
         *
         * @throws IllegalArgumentException if a needed field is missing, or no deal can be like this; the message names the
         *     deal, the field and its value
         */
        public void add() {
            state.add();
        }
    }
}

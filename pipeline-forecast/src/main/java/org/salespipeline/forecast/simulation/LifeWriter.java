package org.salespipeline.forecast.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.AccountId;
import org.salespipeline.opportunity.BusinessKind;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.partner.PartnerId;
import org.salespipeline.partner.PartnerRole;

/** Writes the life of a deal down as a CRM would hold it: facts, some of them entered late. */
final class LifeWriter {

    private static final int OPENING_HOUR = 8 * 60;
    private static final List<LossReason> LOSS_REASONS =
            List.of(LossReason.NO_DECISION, LossReason.COMPETITOR, LossReason.PRICE, LossReason.TIMING);

    // draws of a week, besides those of StatedDates and DealLife
    private static final int DAY = 4;
    private static final int MINUTE = 5;
    private static final int LATE = 6;
    private static final int LATE_DAYS = 7;

    /** An event with the instant at which it was entered. */
    private record Entry(OpportunityEvent event, Instant recordedAt) {}

    private final DealTraits traits;
    private final World world;
    private final Draws draws;
    private final OpportunityId id;
    private final DealLife life;
    private final List<Entry> entries = new ArrayList<>();

    private DealLife.Turn outcome = new DealLife.Turn(0, DealLife.Step.LOST);
    private int owner;
    private boolean amountKnown;
    private boolean dateKnown;

    LifeWriter(DealTraits traits, OpportunityId id) {
        this.traits = traits;
        this.world = traits.world();
        this.draws = traits.draws();
        this.id = id;
        this.life = new DealLife(traits);
        this.owner = traits.owner;
    }

    /** The log of the whole life, from creation to a win or a loss. */
    OpportunityLog log() {
        List<DealLife.Turn> turns = life.turns();
        outcome = turns.get(turns.size() - 1);
        writeCreation();
        int stage = traits.startStage;
        int age = 1;
        for (DealLife.Turn turn : turns) {
            for (; age <= turn.age(); age++) {
                writeDates(age, stage);
                writeHandOver(age, turn.age());
            }
            if (turn.step() == DealLife.Step.ADVANCED) {
                stage++;
            }
            writeTurn(turn, stage);
        }
        // stable: what was entered in one instant stays in the order in which it happened
        entries.sort(Comparator.comparing(Entry::recordedAt));
        List<Fact<OpportunityEvent>> facts = new ArrayList<>();
        for (Entry entry : entries) {
            facts.add(new Fact<>(entry.event(), entry.recordedAt(), facts.size()));
        }
        return OpportunityLog.of(world.process(), facts);
    }

    private void writeCreation() {
        int day = draws.below(DealTraits.CREATED_DAY, 5);
        Instant at = instant(0, day, 60 + draws.below(DealTraits.CREATED_MINUTE, 9 * 60));
        Header header = header(at);
        write(new OpportunityEvent.Created(header, world.process().id(), world.stage(traits.startStage), profile()));
        write(new OpportunityEvent.OwnerSet(header, Optional.of(person(owner))));
        write(new OpportunityEvent.DimensionSet(header, "product", Optional.of(World.PRODUCTS.get(traits.product))));
        write(new OpportunityEvent.DimensionSet(header, "region", Optional.of(World.region(owner))));
        write(new OpportunityEvent.DimensionSet(header, "segment", Optional.of(World.SEGMENTS.get(traits.segment))));
        if (traits.hasPartner()) {
            PartnerRole role = traits.source == 3 ? PartnerRole.SOURCED : PartnerRole.CO_SELL;
            write(new OpportunityEvent.PartnerLinked(header, new PartnerId("partner-" + (traits.partner + 1)), role));
        }
        if (traits.startStage > 0 || !draws.chance(DealTraits.AMOUNT_LATE, .12)) {
            writeAmount(header, 1);
        }
        if (traits.startStage > 0 || !draws.chance(DealTraits.DATE_LATE, .08)) {
            writeDate(header, 0);
        }
    }

    private OpportunityEvent.Profile profile() {
        int account = draws.below(DealTraits.ACCOUNT, 2000) + 1;
        BusinessKind kind = draws.chance(DealTraits.KIND, .7) ? BusinessKind.NEW_BUSINESS : BusinessKind.EXPANSION;
        return new OpportunityEvent.Profile(
                Optional.of(World.PRODUCTS.get(traits.product) + " for account " + account),
                Optional.of(new AccountId("A-" + account)),
                Optional.of(World.SOURCES.get(traits.source)),
                Optional.of(kind));
    }

    /** On the Monday of the week the owner looks at the stated dates. */
    private void writeDates(int age, int stage) {
        boolean moved = life.stated().at(age) != life.stated().at(age - 1);
        if (moved || (!dateKnown && stage > 0)) {
            writeDate(header(instant(age, 0, 30)), age);
        }
    }

    private void writeHandOver(int age, int turnAge) {
        if (!draws.chance(DealTraits.HANDED_OVER, .08)
                || age == turnAge
                || age != 1 + draws.below(DealTraits.HANDED_OVER_WEEK, 30)) {
            return;
        }
        // people of one region sit four apart
        owner = (owner + 4 * (1 + draws.below(DealTraits.NEW_OWNER, 9))) % World.OWNERS;
        write(new OpportunityEvent.OwnerSet(header(instant(age, 1, 90)), Optional.of(person(owner))));
    }

    private void writeTurn(DealLife.Turn turn, int stage) {
        int day = draws.below(DealTraits.weekly(turn.age(), DAY), 5);
        Instant at = instant(turn.age(), day, 120 + draws.below(DealTraits.weekly(turn.age(), MINUTE), 8 * 60));
        Header header = header(at);
        LocalDate date = world.monday(traits.week + turn.age()).plusDays(day);
        Instant recorded = recorded(turn.age(), day, at);
        if (turn.step() == DealLife.Step.ADVANCED && world.is(SalesSimulator.Variant.NO_STAGE_HISTORY)) {
            return;
        }
        if (stage >= World.FIRST_CLOSING_STAGE && turn.step() == DealLife.Step.ADVANCED && world.holdsBack(owner)) {
            recorded = later(recorded, instant(outcome.age(), 0, 60));
        }
        switch (turn.step()) {
            case ADVANCED -> {
                write(new OpportunityEvent.StageEntered(header, world.stage(stage)), recorded);
                if (!amountKnown) {
                    writeAmount(header, 1);
                } else if (stage == 2) {
                    writeAmount(header, StrictMath.exp(.2 * draws.normal(DealTraits.REPRICED)));
                }
            }
            case WON -> write(new OpportunityEvent.Won(header, world.won(), Optional.of(date)), recorded);
            case LOST -> {
                LossReason reason = LOSS_REASONS.get(draws.weighted(DealTraits.LOSS_REASON, .4, .25, .2, .15));
                write(
                        new OpportunityEvent.Lost(header, world.lost(), Optional.of(date), Optional.of(reason)),
                        recorded);
            }
        }
    }

    /** Most facts are entered when they happen, 8 % some days later. */
    private Instant recorded(int age, int day, Instant at) {
        if (!draws.chance(DealTraits.weekly(age, LATE), .08)) {
            return at;
        }
        return instant(age, day + 1 + draws.below(DealTraits.weekly(age, LATE_DAYS), 9), 10 * 60);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void writeAmount(Header header, double factor) {
        // price lists know no cents: whole fifties
        long fifties = Math.max(1, (long) StrictMath.rint(StrictMath.exp(traits.logAmount) * factor / 50));
        amountKnown = true;
        write(new OpportunityEvent.AmountSet(header, Optional.of(Money.ofMajor(World.CURRENCY, 50 * fifties))));
    }

    private void writeDate(Header header, int age) {
        // a fixed day of the week per deal, so that only the week of a stated date ever moves
        LocalDate date =
                world.monday(traits.week + life.stated().at(age)).plusDays(draws.below(DealTraits.CREATED_DAY, 5));
        dateKnown = true;
        write(new OpportunityEvent.ExpectedCloseSet(header, Optional.of(date)));
    }

    private void write(OpportunityEvent event) {
        write(event, event.validAt());
    }

    private void write(OpportunityEvent event, Instant recordedAt) {
        entries.add(new Entry(event, recordedAt));
    }

    private Header header(Instant at) {
        return new Header(id, at, new ActorId(person(owner).value()));
    }

    private PersonId person(int number) {
        return world.people().get(number).id();
    }

    private Instant instant(int age, int day, int minutesAfterOpening) {
        return world.monday(traits.week + age)
                .plusDays(day)
                .atTime(0, 0)
                .plusMinutes(OPENING_HOUR + (long) minutesAfterOpening)
                .atZone(world.zone())
                .toInstant();
    }
}

package org.salespipeline.forecast.simulation;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.salespipeline.organisation.Person;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/** What is the same for all deals of one simulation: the people, the offer, the calendar, the weather. */
final class World {

    static final CurrencyUnit CURRENCY = CurrencyUnit.EUR;
    static final int OWNERS = 40;
    static final int FIRST_CLOSING_STAGE = 3;

    static final List<String> SEGMENTS = List.of("Micro", "Small", "Mid-market", "Large", "Public", "Strategic");
    static final double[] SEGMENT_WEIGHTS = {.3, .25, .2, .12, .08, .05};
    static final double[] SEGMENT_EFFECTS = {.3, .17, .04, -.09, -.22, -.35};
    static final double[] LOG_AMOUNT_MEANS = {9, 9.5, 10, 10.3, 10.8, 11.3};

    static final List<String> PRODUCTS = List.of("Starter", "Team", "Business", "Platform", "Services");
    static final double[] PRODUCT_WEIGHTS = {.2, .2, .2, .2, .2};
    static final double[] PRODUCT_EFFECTS = {-.2, -.05, 0, .15, .3};

    static final List<String> SOURCES = List.of("outbound", "website", "event", "referral");
    static final double[] SOURCE_WEIGHTS = {.4, .3, .2, .1};
    static final double[] SOURCE_EFFECTS = {-.5, -.1, .1, .6};

    static final double PARTNER_SHARE = .25;
    static final double PARTNER_EFFECT = .25;
    static final int PARTNERS = 8;

    private static final List<String> REGIONS = List.of("North", "East", "South", "West");
    static final double SHOCK = .25;
    /** Of owners who hold back, one in so many. */
    private static final int SANDBAGGERS = 3;
    /** The week from which on the market has turned: two years in. */
    private static final int TURN = 104;

    private static final List<String> STAGE_IDS =
            List.of("discovery", "qualification", "proposal", "negotiation", "contract");
    private static final List<String> STAGE_NAMES =
            List.of("Discovery", "Qualification", "Proposal", "Negotiation", "Contract");
    private static final double[] STAGE_CHANCES = {.15, .25, .35, .50, .70};
    private static final int[] STAGNANT_AFTER_DAYS = {45, 45, 45, 45, 30};

    private static final List<String> FIRST_NAMES =
            List.of("Ada", "Bruno", "Clara", "Daan", "Elif", "Femi", "Greta", "Hugo", "Ines", "Jonas");
    private static final List<String> LAST_NAMES =
            List.of("Berg", "Costa", "Demir", "Evans", "Fischer", "Garcia", "Hansen");

    private final long seed;
    private final LocalDate firstMonday;
    private final ZoneId zone;
    private final double perWeek;
    private final double shock;
    private final List<Slowdown> slowdowns;
    private final Set<SalesSimulator.Variant> variants;
    private final SalesProcess process = newProcess();
    private final List<Person> people = newPeople();

    World(SalesSimulator.Builder of) {
        this.seed = of.seed;
        this.firstMonday = of.start.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        this.zone = of.zone;
        this.perWeek = of.perWeek;
        this.shock = of.shock;
        this.slowdowns = ImmutableList.copyOf(of.slowdowns);
        this.variants = ImmutableSet.copyOf(of.variants);
    }

    boolean is(SalesSimulator.Variant variant) {
        return variants.contains(variant);
    }

    /**
     * From a day on, deals in a stage move on less often.
     *
     * @param region of the first owner; absent for all
     * @param pace times the chance of each week to advance or be won
     */
    record Slowdown(int stage, Optional<String> region, LocalDate from, double pace) {}

    /** The number of a stage by its id. */
    static int stageNumber(String id) {
        int number = STAGE_IDS.indexOf(id);
        checkArgument(number >= 0, "stage must be one of %s, was %s", STAGE_IDS, id);
        return number;
    }

    static void requireRegion(String region) {
        checkArgument(REGIONS.contains(region), "region must be one of %s, was %s", REGIONS, region);
    }

    /** By how much the chances to move on from a stage are multiplied in a week, for deals of an owner. */
    double pace(int stage, int owner, int week) {
        double pace = 1;
        for (Slowdown slowdown : slowdowns) {
            boolean isHit = slowdown.stage() == stage
                    && slowdown.region().map(region(owner)::equals).orElse(true)
                    && !monday(week).isBefore(slowdown.from());
            pace *= isHit ? slowdown.pace() : 1;
        }
        return pace;
    }

    long seed() {
        return seed;
    }

    ZoneId zone() {
        return zone;
    }

    SalesProcess process() {
        return process;
    }

    List<Person> people() {
        return people;
    }

    LocalDate monday(int week) {
        return firstMonday.plusWeeks(week);
    }

    /**
     * Deals that come in during a week: Poisson with mean {@code perWeek · (1 + 0.15 sin(2π week/52))}, of a growing
     * organisation times {@code 1.03^(week · 12/52)}.
     */
    int arrivals(int week) {
        double mean = perWeek * (1 + .15 * StrictMath.sin(2 * StrictMath.PI * week / 52));
        if (is(SalesSimulator.Variant.GROWTH)) {
            mean *= StrictMath.pow(1.03, week * 12 / 52.0);
        }
        return Draws.of(seed, Draws.Kind.WEEK, week).poisson(0, mean);
    }

    StageId stage(int index) {
        return StageId.of(STAGE_IDS.get(index));
    }

    static int openStages() {
        return STAGE_IDS.size();
    }

    StageId won() {
        return StageId.of("won");
    }

    StageId lost() {
        return StageId.of("lost");
    }

    static String region(int owner) {
        return REGIONS.get(owner % REGIONS.size());
    }

    double ownerEffect(int owner) {
        return .35 * Draws.of(seed, Draws.Kind.OWNER, owner).normal(0);
    }

    /** By how much the owner's stated dates are too early: above 1 is optimistic. */
    double ownerDateBias(int owner) {
        double middle = holdsBack(owner) ? -.5 : .15;
        return StrictMath.exp(
                middle + .3 * Draws.of(seed, Draws.Kind.OWNER, owner).normal(2));
    }

    /** Whether the owner shows deals as younger and later than they are. */
    boolean holdsBack(int owner) {
        return is(SalesSimulator.Variant.SANDBAGGING) && owner % SANDBAGGERS == 0;
    }

    /** Whether the market has turned by this week. */
    boolean hasTurned(int week) {
        return is(SalesSimulator.Variant.REGIME_CHANGE) && week >= TURN;
    }

    double ownerSpeed(int owner) {
        return .2 * Draws.of(seed, Draws.Kind.OWNER, owner).normal(4);
    }

    /** The weather of the quarter in which the week begins, as a shift on the logit scale. */
    double quarterShock(int week) {
        LocalDate monday = monday(week);
        long quarter = monday.getYear() * 4L + monday.get(IsoFields.QUARTER_OF_YEAR);
        double size = is(SalesSimulator.Variant.STRONG_SHOCKS) ? 2 * shock : shock;
        return size * Draws.of(seed, Draws.Kind.QUARTER, quarter).normal(0);
    }

    /** The rush at the end of a quarter: 1.1 in its last two weeks, −0.25 in its first three. */
    double quarterRush(int week) {
        LocalDate monday = monday(week);
        LocalDate first = monday.with(IsoFields.DAY_OF_QUARTER, 1);
        long daysLeft = ChronoUnit.DAYS.between(monday, first.plusMonths(3));
        if (daysLeft <= 14) {
            return 1.1;
        }
        return ChronoUnit.DAYS.between(first, monday) < 21 ? -.25 : 0;
    }

    private static SalesProcess newProcess() {
        SalesProcess.Builder builder = SalesProcess.builder("simulated");
        for (int i = 0; i < STAGE_IDS.size(); i++) {
            builder.open(Stage.builder()
                    .id(StageId.of(STAGE_IDS.get(i)))
                    .name(STAGE_NAMES.get(i))
                    .kind(StageKind.OPEN)
                    .winProbability(Probability.of(STAGE_CHANCES[i]))
                    .category(i < FIRST_CLOSING_STAGE ? ForecastCategory.PIPELINE : ForecastCategory.BEST_CASE)
                    .stagnantAfterDays(STAGNANT_AFTER_DAYS[i])
                    .build());
        }
        builder.won("won").lost("lost");
        for (int i = 1; i < STAGE_IDS.size(); i++) {
            builder.move(STAGE_IDS.get(i - 1), STAGE_IDS.get(i));
        }
        for (int i = FIRST_CLOSING_STAGE; i < STAGE_IDS.size(); i++) {
            builder.move(STAGE_IDS.get(i), "won");
        }
        return builder.build();
    }

    private static List<Person> newPeople() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < OWNERS; i++) {
            // 10 and 7 have no common factor, so 40 people have 40 names
            String first = FIRST_NAMES.get(i % FIRST_NAMES.size());
            String last = LAST_NAMES.get(i % LAST_NAMES.size());
            String id = (first + "." + last).toLowerCase(Locale.ROOT);
            people.add(new Person(new PersonId(id), first + " " + last));
        }
        return List.copyOf(people);
    }
}

package org.salespipeline.forecast.simulation;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.stream.Stream;

/** All that is settled about a deal when it comes in, seen and unseen. */
final class DealTraits {

    // numbers of the draws about a deal; the weekly ones begin at WEEKLY and take WEEKLY_STRIDE each
    private static final int OWNER = 0;
    private static final int SEGMENT = 1;
    private static final int PRODUCT = 2;
    private static final int SOURCE = 3;
    private static final int PARTNER = 4;
    private static final int PARTNER_NAME = 5;
    private static final int START_STAGE = 6;
    private static final int FRAILTY = 7;
    private static final int LOG_AMOUNT = 9;
    private static final int STATED = 11;
    static final int CREATED_DAY = 13;
    static final int CREATED_MINUTE = 14;
    static final int ACCOUNT = 15;
    static final int KIND = 16;
    static final int AMOUNT_LATE = 17;
    static final int DATE_LATE = 18;
    static final int REPRICED = 19;
    static final int HANDED_OVER = 21;
    static final int HANDED_OVER_WEEK = 22;
    static final int NEW_OWNER = 23;
    static final int LOSS_REASON = 24;

    private static final Map<String, Double> NO_EFFECTS = Stream.of(
                    "owner", "segment", "product", "source", "partner", "amount", "frailty")
            .collect(ImmutableMap.toImmutableMap(cause -> cause, cause -> 0.0));

    private static final int WEEKLY = 64;
    private static final int WEEKLY_STRIDE = 16;

    final int week;
    final int owner;
    final int segment;
    final int product;
    final int source;
    final int partner;
    final int startStage;
    final double logAmount;
    final double frailty;

    private final World world;
    private final Draws draws;

    DealTraits(World world, int week, int numberInWeek) {
        this.world = world;
        this.week = week;
        this.draws = Draws.of(world.seed(), Draws.Kind.DEAL, ((long) week << 32) | numberInWeek);
        this.owner = draws.below(OWNER, World.OWNERS);
        this.segment = draws.weighted(SEGMENT, World.SEGMENT_WEIGHTS);
        this.product = draws.weighted(PRODUCT, World.PRODUCT_WEIGHTS);
        this.source = draws.weighted(SOURCE, World.SOURCE_WEIGHTS);
        this.partner = draws.chance(PARTNER, World.PARTNER_SHARE) ? draws.below(PARTNER_NAME, World.PARTNERS) : -1;
        this.startStage = draws.weighted(START_STAGE, .7, .25, .05);
        this.logAmount = World.LOG_AMOUNT_MEANS[segment] + .9 * draws.normal(LOG_AMOUNT);
        this.frailty = .7 * draws.normal(FRAILTY);
    }

    World world() {
        return world;
    }

    Draws draws() {
        return draws;
    }

    /** The number of draw {@code which}, 0 … 15, in the deal's week {@code age}. */
    static int weekly(int age, int which) {
        return WEEKLY + age * WEEKLY_STRIDE + which;
    }

    boolean hasPartner() {
        return partner >= 0;
    }

    /** Weeks from creation to the first stated close, at least 2. */
    int firstStatedWeek() {
        double weeks = StrictMath.exp(StrictMath.log(15) + .5 * draws.normal(STATED)) / world.ownerDateBias(owner);
        return (int) Math.max(2, StrictMath.rint(weeks));
    }

    /** The hidden pull towards a win on the logit scale, by cause, in a fixed order. */
    Map<String, Double> effects() {
        if (world.is(SalesSimulator.Variant.NO_SIGNAL)) {
            return NO_EFFECTS;
        }
        return ImmutableMap.<String, Double>builder()
                .put("owner", world.ownerEffect(owner))
                .put("segment", World.SEGMENT_EFFECTS[segment])
                .put("product", World.PRODUCT_EFFECTS[product])
                .put("source", World.SOURCE_EFFECTS[source])
                .put("partner", hasPartner() ? World.PARTNER_EFFECT : 0)
                .put("amount", -.18 * (logAmount - 10))
                .put("frailty", frailty)
                .build();
    }
}

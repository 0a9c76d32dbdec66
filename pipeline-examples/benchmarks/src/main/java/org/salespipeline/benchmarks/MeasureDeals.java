package org.salespipeline.benchmarks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;

/** Logs of ten facts each over two years, made as they are read, so that only columns stay in memory. */
final class MeasureDeals extends AbstractList<OpportunityLog> {

    static final CurrencyUnit CURRENCY = CurrencyUnit.EUR;
    static final LocalDate TODAY = LocalDate.of(2025, 12, 31);
    static final List<String> STAGES = List.of("qualify", "propose", "negotiate", "won", "lost");

    private static final SalesProcess PROCESS = SalesProcess.builder("enterprise")
            .open(STAGES.get(0), 0.10)
            .open(STAGES.get(1), 0.40)
            .open(STAGES.get(2), 0.70)
            .won(STAGES.get(3))
            .lost(STAGES.get(4))
            .build();
    private static final Instant BEGIN = Instant.parse("2024-01-01T08:00:00Z");
    private static final int CREATION_DAYS = 500;
    private static final int DAY = 86_400;
    private static final ActorId ACTOR = ActorId.of("crm");
    private static final int FACTS = 10;

    private final int first;
    private final int step;
    private final int deals;

    /** Every so many deals from the first one on, of as many as there are. */
    MeasureDeals(int first, int step, int deals) {
        this.first = first;
        this.step = step;
        this.deals = deals;
    }

    @Override
    public int size() {
        return (deals - first + step - 1) / step;
    }

    @Override
    public OpportunityLog get(int index) {
        int number = first + index * step;
        OpportunityId id = OpportunityId.of(String.format(Locale.ROOT, "OPP-%08d", number));
        SplittableRandom random = new SplittableRandom(number);
        int[] draws = random.ints(FACTS + 1, 0, Integer.MAX_VALUE).toArray();
        Instant at = BEGIN.plusSeconds((long) (draws[FACTS] % CREATION_DAYS) * DAY + draws[FACTS] % 30_000);
        List<Fact<OpportunityEvent>> facts = new ArrayList<>(FACTS);
        for (int change = 0; change < FACTS; change++) {
            // the first six are known at once, the others come some weeks apart, never two on one day
            at = change < 6 ? at : at.plusSeconds((long) (1 + draws[change] % 40) * DAY);
            facts.add(new Fact<>(event(new Header(id, at, ACTOR), change, draws[change] / 64), at, change));
        }
        return OpportunityLog.of(PROCESS, facts);
    }

    private static OpportunityEvent event(Header header, int change, int draw) {
        LocalDate day = LocalDate.ofInstant(header.validAt(), ZoneOffset.UTC);
        return switch (change) {
            case 0 -> new Created(header, PROCESS.id(), StageId.of(STAGES.get(0)));
            case 1 -> new OwnerSet(header, PersonId.of("person-" + draw % 20));
            case 2 -> new DimensionSet(header, "region", Optional.of("region-" + draw % 10));
            case 3 -> new DimensionSet(header, "product", Optional.of("product-" + draw % 5));
            case 4, 8 -> new AmountSet(header, Money.ofMinor(CURRENCY, 1 + draw % 10_000_000));
            case 5, 7 -> new ExpectedCloseSet(header, day.plusDays(10 + draw % 200));
            case 6 -> new StageEntered(header, StageId.of(STAGES.get(1)));
            default -> last(header, day, draw);
        };
    }

    private static OpportunityEvent last(Header header, LocalDate day, int draw) {
        return switch (draw % 4) {
            case 0 -> new Won(header, StageId.of(STAGES.get(3)), day);
            case 1 -> new Lost(header, StageId.of(STAGES.get(4)), Optional.of(day), Optional.empty());
            case 2 -> new StageEntered(header, StageId.of(STAGES.get(2)));
            default -> new ExpectedCloseSet(header, day.plusDays(10 + draw % 200));
        };
    }
}

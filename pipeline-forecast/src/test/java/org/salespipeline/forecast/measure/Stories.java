package org.salespipeline.forecast.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;

/** Histories of deals that can be read, and of which every number can be worked out by hand. */
final class Stories {

    static final SalesProcess PROCESS = SalesProcess.builder("enterprise")
            .open("qualify", 0.10)
            .open("propose", 0.40)
            .open("negotiate", 0.70)
            .won("won")
            .lost("lost")
            .build();

    private Stories() {}

    /**
     * A deal of 2026 as its steps tell it, each known when it happened, at eight in the morning: {@code "01-31 propose"} for a
     * stage, {@code "01-31 EUR 100.00"} for an amount, {@code "01-31 close 2026-03-15"} for an expected close, {@code "01-31
     * owner ada"}, {@code "01-31 lost price"}, {@code "01-31 lost price to Rival"}, {@code "01-31 deleted"}. The first step creates the deal in its stage.
     */
    static OpportunityLog log(String id, String... steps) {
        OpportunityLog log = OpportunityLog.of(PROCESS);
        for (String step : steps) {
            Instant at = Instant.parse("2026-" + step.substring(0, 5) + "T08:00:00Z");
            Header header = new Header(OpportunityId.of(id), at, ActorId.of("ada"));
            String what = step.substring(6);
            OpportunityEvent event = log.facts().isEmpty()
                    ? new Created(header, PROCESS.id(), StageId.of(what), Profile.unknown())
                    : event(header, what);
            log = log.append(List.of(event), at);
        }
        return log;
    }

    private static OpportunityEvent event(Header header, String what) {
        LocalDate day = LocalDate.ofInstant(header.validAt(), ZoneOffset.UTC);
        if (what.startsWith("EUR")) {
            return new AmountSet(header, Optional.of(Money.parse(what)));
        }
        if (what.startsWith("close ")) {
            return new ExpectedCloseSet(header, Optional.of(LocalDate.parse(what.substring(6))));
        }
        if (what.startsWith("owner ")) {
            return new OwnerSet(header, Optional.of(PersonId.of(what.substring(6))));
        }
        if (what.startsWith("lost ")) {
            String[] told = what.substring(5).split(" to ", 2);
            return new Lost(
                    header,
                    StageId.of("lost"),
                    Optional.of(day),
                    Optional.of(LossReason.of(told[0])),
                    told.length > 1 ? Optional.of(told[1]) : Optional.empty(),
                    Optional.empty());
        }
        return switch (what) {
            case "won" -> new Won(header, StageId.of("won"), day);
            case "lost" -> new Lost(header, StageId.of("lost"), day, LossReason.PRICE);
            case "deleted" -> new Deleted(header);
            default -> new StageEntered(header, StageId.of(what));
        };
    }

    static PipelineView view(String day, OpportunityLog... logs) {
        return PipelineHistory.of(ZoneOffset.UTC, List.of(logs)).asOf(LocalDate.parse(day));
    }
}

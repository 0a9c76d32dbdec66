package org.salespipeline.forecast.bridge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.Segments;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.DealColumns.Standing;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.Opportunity.PartnerLink;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.stage.ForecastCategory;

/** A deal that was taken out of the columns as a value. */
final class DealStand implements Stand {

    private final Optional<Opportunity> found;
    private final Optional<String> dimension;

    DealStand(Optional<Opportunity> deal, Optional<String> dimension) {
        this.found = deal;
        this.dimension = dimension;
    }

    private Opportunity deal() {
        return found.orElseThrow();
    }

    @Override
    public boolean isThere() {
        return found.isPresent();
    }

    @Override
    public OpportunityId id() {
        return deal().id();
    }

    @Override
    public boolean isCreatedAfter(Instant moment) {
        return deal().createdAt().isAfter(moment);
    }

    @Override
    public StageRef stage() {
        return new StageRef(deal().process(), deal().currentStage(), standing());
    }

    private Standing standing() {
        if (deal().mergedInto().isPresent()) {
            return Standing.MERGED;
        }
        if (deal().isDeleted()) {
            return Standing.DELETED;
        }
        return deal().isRecycled() ? Standing.RECYCLED : Standing.CURRENT;
    }

    @Override
    public boolean hasAmount() {
        return deal().hasAmount();
    }

    @Override
    public long amount() {
        return deal().amount().map(Money::getAmountMinorLong).orElse(0L);
    }

    @Override
    public CurrencyUnit currency() {
        return deal().amount().orElseThrow().getCurrencyUnit();
    }

    @Override
    public int closeDay() {
        return deal().expectedClose().map(day -> (int) day.toEpochDay()).orElse(DealColumns.NO_DAY);
    }

    @Override
    public ForecastCategory category() {
        return deal().calledCategory().orElse(deal().currentStage().category());
    }

    @Override
    public String segment() {
        return dimension.map(name -> Segments.label(value(name))).orElse(PipelineBridge.ALL);
    }

    private Optional<String> value(String name) {
        Opportunity deal = deal();
        return switch (name) {
            case "owner" -> deal.owner().map(owner -> owner.value());
            case "account" -> deal.account().map(account -> account.value());
            case "source" -> deal.source();
            case "kind" -> deal.businessKind().map(Enum::name);
            case "process" -> Optional.of(deal.process().id().value());
            case "stage" -> Optional.of(deal.stage().value());
            case "category" -> Optional.of(shownCategory().name());
            case "partner" -> onlySource();
            default -> deal.dimension(name);
        };
    }

    /** The called category while the stage is open, or else that of the stage. */
    private ForecastCategory shownCategory() {
        return deal().currentStage().kind().isOpen()
                ? category()
                : deal().currentStage().category();
    }

    private Optional<String> onlySource() {
        List<PartnerLink> sources = deal().partners().stream()
                .filter(link -> link.role() == PartnerRole.SOURCED)
                .toList();
        return sources.size() == 1 ? Optional.of(sources.get(0).partner().value()) : Optional.empty();
    }
}

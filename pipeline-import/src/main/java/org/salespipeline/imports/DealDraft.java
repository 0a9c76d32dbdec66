package org.salespipeline.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.Stage;

/** What one sound row says of its deal. Filled anew for each row. */
final class DealDraft {

    String id = "";
    Optional<Stage> stage = Optional.empty();
    Optional<Moment> created = Optional.empty();
    Optional<Moment> closed = Optional.empty();
    /** When the deal came into the stage that it is in; of use for open deals only. */
    Optional<Moment> stageEntered = Optional.empty();

    Optional<LocalDate> expectedClose = Optional.empty();
    Optional<Money> amount = Optional.empty();
    /** The amount from the close on; what is inside is empty when it is unknown then. */
    Optional<Optional<Money>> amountAtClose = Optional.empty();

    Profile profile = Profile.unknown();
    Optional<PersonId> owner = Optional.empty();
    Optional<ForecastCategory> category = Optional.empty();
    Optional<Probability> probability = Optional.empty();
    Optional<String> lossReason = Optional.empty();
    Optional<String> competitor = Optional.empty();
    final Map<String, String> dimensions = new TreeMap<>();

    /** What it says, kept while the next row is read. */
    DealDraft copy() {
        DealDraft copy = new DealDraft();
        copy.id = id;
        copy.stage = stage;
        copy.created = created;
        copy.closed = closed;
        copy.stageEntered = stageEntered;
        copy.expectedClose = expectedClose;
        copy.amount = amount;
        copy.amountAtClose = amountAtClose;
        copy.profile = profile;
        copy.owner = owner;
        copy.category = category;
        copy.probability = probability;
        copy.lossReason = lossReason;
        copy.competitor = competitor;
        copy.dimensions.putAll(dimensions);
        return copy;
    }

    boolean isOpen() {
        return stage.isPresent() && stage.get().kind().isOpen();
    }

    Instant createdAt() {
        return created.orElseThrow().at();
    }

    Instant closedAt() {
        return closed.orElseThrow().at();
    }
}

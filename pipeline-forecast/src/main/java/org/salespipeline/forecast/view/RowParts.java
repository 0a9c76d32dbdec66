package org.salespipeline.forecast.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.Opportunity.PartnerLink;

/** The parts of a deal of which it may have many; emptied and filled again for each row. */
final class RowParts {

    private final List<String[]> dimensions = new ArrayList<>();
    private final List<PartnerLink> partners = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();

    void clear() {
        dimensions.clear();
        partners.clear();
        evidence.clear();
    }

    /** The last value of a name counts. */
    void dimension(String name, String value) {
        dimensions.removeIf(known -> known[0].equals(name));
        dimensions.add(new String[] {name, value});
    }

    void partner(PartnerLink link) {
        if (!partners.contains(link)) {
            partners.add(link);
        }
    }

    /** The last one of a name counts. */
    void evidence(Evidence confirmed) {
        evidence.removeIf(known -> known.name().equals(confirmed.name()));
        evidence.add(confirmed);
    }

    /** Adds the facts in the order in which rows of one field stand; evidence changes the valid time. */
    void addTo(FactsBuilder facts) {
        if (!dimensions.isEmpty()) {
            dimensions.sort(Comparator.comparing(known -> known[0]));
            dimensions.forEach(known -> facts.dimension(known[0], known[1]));
        }
        if (!partners.isEmpty()) {
            partners.sort(Comparator.comparing(PartnerLink::partner)
                    .thenComparing(link -> link.role().name()));
            partners.forEach(
                    link -> facts.partner(link.partner().value(), link.role().name(), true));
        }
        if (!evidence.isEmpty()) {
            evidence.sort(Comparator.<Evidence, Instant>comparing(Evidence::confirmedAt)
                    .thenComparing(Evidence::name));
            evidence.forEach(known -> {
                facts.moment().valid(known.confirmedAt());
                facts.evidence(known.name(), known.confirmedBy());
            });
        }
    }
}

package org.salespipeline.forecast.view;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** All facts of all deals, the deals by ascending id. Shared by every view of them; knows more than a view may show. */
final class Facts {

    /** The fields that facts are about. The number of a field is part of fingerprints: never change one. */
    enum Field {
        CREATED(0, 0),
        STAGE(1, 0),
        AMOUNT(2, 0),
        EXPECTED_CLOSE(3, 0),
        OWNER(4, 0),
        CATEGORY(5, 0),
        CHANCE(6, 0),
        DIMENSION(7, 1),
        EVIDENCE(8, 1),
        PARTNER(9, 2);

        private final int number;
        private final int keys;

        Field(int number, int keys) {
            this.number = number;
            this.keys = keys;
        }

        /** The place among the fields, from 0. */
        int number() {
            return number;
        }

        /** How many values tell which entry of the field a fact is about. */
        int keys() {
            return keys;
        }
    }

    private final Texts ids;
    private final StageCodes stages;
    private final List<FactRows> fields;

    Facts(Texts ids, StageCodes stages, List<FactRows> fields) {
        this.ids = ids;
        this.stages = stages;
        this.fields = fields;
    }

    Texts ids() {
        return ids;
    }

    StageCodes stages() {
        return stages;
    }

    int deals() {
        return ids.size();
    }

    FactRows rows(Field field) {
        return fields.get(field.number());
    }

    List<FactRows> fields() {
        return fields;
    }

    /** The facts that are known, and no others, in columns of their own; these ones when all of them are known. */
    Facts knownBy(Known known) {
        long rows = fields.stream().mapToLong(field -> field.runs().rows()).sum();
        if (known.factCount() == rows) {
            return this;
        }
        int[] numbers = new int[deals()];
        IntList kept = new IntList();
        for (int deal = 0; deal < numbers.length; deal++) {
            numbers[deal] = kept.size();
            if (known.knows(deal)) {
                kept.add(deal);
            }
        }
        ImmutableList.Builder<FactRows> own = ImmutableList.builder();
        for (RowsAsOf field : known.fields()) {
            own.add(field.facts().knownBy(field, numbers, kept.size()));
        }
        return new Facts(ids.inOrder(kept.toArray(null)), stages, own.build());
    }

    long bytes() {
        return fields.stream().mapToLong(FactRows::bytes).sum();
    }

    long nameBytes() {
        return ids.bytes() + fields.stream().mapToLong(FactRows::nameBytes).sum();
    }
}

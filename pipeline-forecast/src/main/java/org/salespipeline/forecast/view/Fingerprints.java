package org.salespipeline.forecast.view;

import java.time.Instant;
import java.util.List;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;

/**
 * The fingerprint of a view: the hashes of all known facts added up, which makes their order irrelevant, and with the sum
 * the moment, the zone and the processes. Change {@code SEED} when the meaning of any part changes.
 */
final class Fingerprints {

    private static final long SEED = 1;

    private Fingerprints() {}

    static Fingerprint of(Known known, List<SalesProcess> processes) {
        Texts ids = known.facts().ids();
        ContentHash hash = new ContentHash();
        long[] deals = new long[2 * ids.size()];
        for (int deal = 0; deal < ids.size(); deal++) {
            ids.hash(deal, hash.begin(SEED));
            deals[2 * deal] = hash.high();
            deals[2 * deal + 1] = hash.low();
        }
        long[] sum = new long[2];
        known.fields().forEach(field -> field.addHashes(deals, sum));
        hash.begin(SEED).add(sum[0]).add(sum[1]);
        Instant asOf = known.asOf();
        hash.add(asOf.getEpochSecond()).add(asOf.getNano());
        hash.add(known.zone().getId());
        processes.forEach(process -> add(process, hash));
        return new Fingerprint(hash.high(), hash.low());
    }

    private static void add(SalesProcess process, ContentHash hash) {
        hash.add(process.id().value()).add(process.stages().size());
        if (process.version() > 1) {
            hash.add(process.version());
        }
        for (Stage stage : process.stages()) {
            hash.add(stage.id().value()).add(stage.name()).add(stage.kind().name());
            hash.add(stage.category().name());
            hash.add(stage.winProbability()
                    .map(chance -> Double.doubleToLongBits(chance.value()))
                    .orElse(-1L));
            hash.add(stage.stagnantAfterDays().orElse(-1));
            hash.add(process.next(stage.id()).size());
            for (StageId next : process.next(stage.id())) {
                hash.add(next.value());
            }
        }
    }
}

package org.salespipeline.forecast.view;

import java.time.Instant;

/** The two times of the facts that are being added; changed from fact to fact, so that none needs an object. */
final class Moment {

    private long validSecond;
    private int validNano;
    private long recordedSecond;
    private int recordedNano;

    void valid(long second, int nano) {
        validSecond = second;
        validNano = nano;
    }

    void valid(Instant time) {
        valid(time.getEpochSecond(), time.getNano());
    }

    void recorded(Instant time) {
        recordedSecond = time.getEpochSecond();
        recordedNano = time.getNano();
    }

    long validSecond() {
        return validSecond;
    }

    int validNano() {
        return validNano;
    }

    long recordedSecond() {
        return recordedSecond;
    }

    int recordedNano() {
        return recordedNano;
    }

    boolean isRecordedAsValid() {
        return validSecond == recordedSecond && validNano == recordedNano;
    }
}

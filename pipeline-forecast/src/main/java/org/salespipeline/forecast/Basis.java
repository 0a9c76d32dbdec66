package org.salespipeline.forecast;

import com.google.common.collect.ImmutableList;
import org.salespipeline.forecast.view.Fingerprint;

/** What the numbers of a forecast rest on; worked out only when asked for. */
interface Basis {

    String strategy();

    ImmutableList<String> assumptions(Answer answer);

    ImmutableList<String> missing(Answer answer);

    Contributions contributions(Answer answer);

    Fingerprint fingerprint(Answer answer);

    /**
     * What the author of a strategy says.
     *
     * @param assumptions sentences of the author
     * @param missing sentences of the author
     */
    record Told(String strategy, ImmutableList<String> assumptions, ImmutableList<String> missing) {}
}

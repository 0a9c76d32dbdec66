package org.salespipeline.opportunity;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Maps with one entry changed. */
final class Entries {

    private Entries() {}

    /** A map with this value under the key, or without the key when there is no value. */
    static <V> SortedMap<String, V> with(SortedMap<String, V> map, String key, Optional<V> value) {
        SortedMap<String, V> changed = new TreeMap<>(map);
        value.ifPresentOrElse(present -> changed.put(key, present), () -> changed.remove(key));
        return changed;
    }
}

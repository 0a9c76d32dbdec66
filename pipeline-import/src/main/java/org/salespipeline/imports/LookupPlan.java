package org.salespipeline.imports;

/**
 * A further file in which values are looked up by a key.
 *
 * @param name what the mapping calls it
 * @param file its path as the mapping gives it
 * @param key the file's column that holds the key; its texts are trimmed
 * @param match where a deal's key comes from; never a look-up itself
 * @param missing what a key that the file does not have means
 */
record LookupPlan(String name, String file, String key, Source match, Missing missing) {

    /** What happens to a deal whose key is not in the file. */
    enum Missing {
        /** The row is set aside. */
        REJECT,
        /** The value stays unknown, and that is counted. */
        NONE
    }
}

package org.salespipeline.cli;

/** Something about the data or a file that the user can put right; the message says all. */
final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataException(String message) {
        super(message);
    }

    DataException(String message, Throwable cause) {
        super(message, cause);
    }
}

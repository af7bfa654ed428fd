package io.smartwms.chaos;

import java.util.List;

/**
 * One request as a client made it, and the answer it got.
 *
 * @param client who
 * @param at when it was sent, in milliseconds since the load began
 * @param kind what it was meant to be
 * @param key the idempotency key; for an order also its order number, for a receipt its note
 * @param target the product, of a parcel those of its lines, separated by commas; for a cancel the order, or its number
 * @param qty how many units, of a parcel in each line, 0 where there are none
 * @param status the answer's, 0 if none came
 * @param id what the answer says was made or changed, of a parcel the first line, 0 if nothing
 */
record Operation(int client, long at, Kind kind, String key, String target, int qty, int status, long id) {

    enum Kind {
        ORDER,
        /** An order of several lines. */
        PARCEL,
        CANCEL,
        /** Of all lines of an order number. */
        CANCEL_NUMBER,
        RECEIPT,
        PRODUCT,
        INVALID,
        READ
    }

    boolean isOrder() {
        return kind == Kind.ORDER || kind == Kind.PARCEL;
    }

    /** What is ordered, line by line. */
    List<String> products() {
        return List.of(target.split(","));
    }

    boolean ok() {
        return status / 100 == 2;
    }

    /** Whether the answer leaves open what happened, or says that nothing could be done right now. */
    boolean unknown() {
        return status == 0 || status == 503 || status == 504;
    }
}

package io.smartwms.chaos;

/**
 * One request as a client made it, and the answer it got.
 *
 * @param client who
 * @param at when it was sent, in milliseconds since the load began
 * @param kind what it was meant to be
 * @param key the idempotency key; for an order also its order number, for a receipt its note
 * @param target the product or, for a cancel, the order
 * @param qty how many units, 0 where there are none
 * @param status the answer's, 0 if none came
 * @param id what the answer says was made or changed, 0 if nothing
 */
record Operation(int client, long at, Kind kind, String key, String target, int qty, int status, long id) {

    enum Kind {
        ORDER,
        CANCEL,
        RECEIPT,
        PRODUCT,
        INVALID,
        READ
    }

    boolean ok() {
        return status / 100 == 2;
    }

    /** Whether the answer leaves open what happened, or says that nothing could be done right now. */
    boolean unknown() {
        return status == 0 || status == 503 || status == 504;
    }
}

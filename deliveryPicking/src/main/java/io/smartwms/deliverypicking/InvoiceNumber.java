package io.smartwms.deliverypicking;

/**
 * The number of an order's invoice, which is its waybill number too: the order's id in 11 digits and a check digit, the
 * remainder by 7, as Korean carriers write it. It follows from the id alone, so that it is unique without a counter that
 * replicas would have to share, and the same however often it is asked for.
 */
final class InvoiceNumber {

    private static final long MAX_ID = 99_999_999_999L;

    private InvoiceNumber() {}

    /** @throws IllegalArgumentException if the id does not fit into 11 digits */
    static String of(long id) {
        if (id < 0 || id > MAX_ID) {
            throw new IllegalArgumentException("No invoice number has room for the order id " + id);
        }
        return "%011d%d".formatted(id, id % 7);
    }
}

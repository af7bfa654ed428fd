package io.smartwms.deliverypacking;

/** A flag as it is shown, stored and published. */
enum YesNo {
    Y,
    N
}

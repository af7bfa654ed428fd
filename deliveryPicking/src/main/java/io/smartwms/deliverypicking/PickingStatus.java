package io.smartwms.deliverypicking;

/** Where a picking instruction stands; the constants are spelled as they are shown and published. */
enum PickingStatus {
    /** Instructed. The pickers see it once its stock is assigned. */
    PickingOrdered,
    /** Picked, and everything is printed. */
    PickingConfirmed,
    /** Stopped, or undone if it was picked already. For good. */
    PickingCanceled
}

package io.smartwms.deliverypacking;

/** Where a packing instruction stands; the constants are spelled as they are shown and published. */
enum PackingStatus {
    /** The goods are picked and wait to be packed. */
    PackingOrdered,
    /** The parcel is packed, and may still be unpacked by a cancel until the carrier has it. */
    PackingConfirmed,
    /** Stopped, or unpacked if it was packed already. For good. */
    PackingCanceled
}

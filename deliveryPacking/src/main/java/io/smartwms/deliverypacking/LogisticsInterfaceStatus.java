package io.smartwms.deliverypacking;

/** Whether the carrier has the parcel: there is no status until it has. */
enum LogisticsInterfaceStatus {
    LogisticsInterfaced
}

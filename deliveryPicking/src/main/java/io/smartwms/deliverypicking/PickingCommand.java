package io.smartwms.deliverypicking;

import io.smartwms.platform.problem.InvalidField;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a picker may ask for, in the words of the fields it changes. Texts rather than enums, so that each refusal names
 * the one value that is allowed: nothing is ever unprinted, and only a cancelled delivery order cancels.
 */
record PickingCommand(
        @Nullable @Pattern(regexp = "PickingConfirmed", message = "must be PickingConfirmed")
        String pickingStatus,

        @Nullable @Pattern(regexp = "Y", message = "must be Y")
        String pickingOrderPrintYn,

        @Nullable @Pattern(regexp = "Y", message = "must be Y")
        String orderConfirmPrintYn,

        @Nullable @Pattern(regexp = "Y", message = "must be Y")
        String invoicePrintYn) {

    /** @throws InvalidField if nothing is asked for */
    void requireSomething() {
        if (Stream.of(pickingStatus, pickingOrderPrintYn, orderConfirmPrintYn, invoicePrintYn)
                .allMatch(Objects::isNull)) {
            throw new InvalidField(
                    "body",
                    "must ask for at least one of pickingStatus PickingConfirmed,"
                            + " pickingOrderPrintYn Y, orderConfirmPrintYn Y, invoicePrintYn Y");
        }
    }

    void applyTo(DeliveryPicking picking) {
        if (pickingOrderPrintYn != null) {
            picking.printPickingOrder();
        }
        if (orderConfirmPrintYn != null) {
            picking.printOrderConfirm();
        }
        if (invoicePrintYn != null) {
            picking.printInvoice();
        }
        if (pickingStatus != null) {
            picking.confirm();
        }
    }
}

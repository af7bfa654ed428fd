package io.smartwms.deliverypicking;

import io.smartwms.platform.problem.IllegalTransition;

/** 409: an instruction is asked to move before its stock is assigned. The status alone would not say why it cannot. */
final class StockNotAssigned extends IllegalTransition {

    StockNotAssigned(long id, String move) {
        super("picking instruction", id, PickingStatus.PickingOrdered + " without assigned stock", move);
        with("state", PickingStatus.PickingOrdered);
        with("pickableYn", YesNo.N);
    }
}

package io.smartwms.deliverypicking;

import io.smartwms.platform.test.RollingUpdate;

class DeliveryPickingRollingUpdateTest extends RollingUpdate {}

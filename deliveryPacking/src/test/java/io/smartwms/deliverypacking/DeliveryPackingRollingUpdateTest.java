package io.smartwms.deliverypacking;

import io.smartwms.platform.test.RollingUpdate;

class DeliveryPackingRollingUpdateTest extends RollingUpdate {}

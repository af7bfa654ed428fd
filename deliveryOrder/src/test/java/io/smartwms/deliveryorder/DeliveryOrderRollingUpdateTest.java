package io.smartwms.deliveryorder;

import io.smartwms.platform.test.RollingUpdate;

class DeliveryOrderRollingUpdateTest extends RollingUpdate {}

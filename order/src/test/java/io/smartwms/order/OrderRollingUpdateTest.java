package io.smartwms.order;

import io.smartwms.platform.test.RollingUpdate;

class OrderRollingUpdateTest extends RollingUpdate {}

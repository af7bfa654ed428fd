package io.smartwms.stock;

import io.smartwms.platform.test.RollingUpdate;

class StockRollingUpdateTest extends RollingUpdate {}

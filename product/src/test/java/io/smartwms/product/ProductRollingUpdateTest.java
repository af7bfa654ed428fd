package io.smartwms.product;

import io.smartwms.platform.test.RollingUpdate;

class ProductRollingUpdateTest extends RollingUpdate {}

package io.smartwms.deliverycenter;

import io.smartwms.platform.test.RollingUpdate;

class DeliveryCenterRollingUpdateTest extends RollingUpdate {}

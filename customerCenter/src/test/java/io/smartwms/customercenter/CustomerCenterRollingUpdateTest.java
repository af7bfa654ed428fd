package io.smartwms.customercenter;

import io.smartwms.platform.test.RollingUpdate;

class CustomerCenterRollingUpdateTest extends RollingUpdate {}

package io.smartwms.platform.sample;

import io.smartwms.platform.test.RollingUpdate;

class SampleRollingUpdateTest extends RollingUpdate {}

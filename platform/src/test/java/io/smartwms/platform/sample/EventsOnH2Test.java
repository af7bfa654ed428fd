package io.smartwms.platform.sample;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "wms.database=h2")
class EventsOnH2Test extends EventsTest {}

package io.smartwms.platform.sample;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "wms.database=hsqldb")
class EventsOnHsqldbTest extends EventsTest {}

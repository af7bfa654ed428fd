package io.smartwms.platform.sample;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The smallest service that uses everything the platform has. */
@SpringBootApplication
class SampleApplication {}

package io.smartwms.platform.http;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every error response is a problem document. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemHandler.class, ProblemErrorController.class, TomcatProblems.class})
public class ProblemConfiguration {}

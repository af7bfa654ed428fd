package io.smartwms.platform.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** A start that failed for a known reason is one line of the log; {@code wms up} looks for it and shows it. */
class FailureInOneLine implements FailureAnalysisReporter {

    private static final Logger LOG = LoggerFactory.getLogger(FailureInOneLine.class);

    @Override
    public void report(FailureAnalysis analysis) {
        String action = analysis.getAction() == null ? "" : " " + analysis.getAction();
        LOG.error("Cannot start: {}", (analysis.getDescription() + action).replaceAll("\\s+", " "));
    }
}

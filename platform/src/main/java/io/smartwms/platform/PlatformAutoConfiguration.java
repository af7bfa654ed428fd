package io.smartwms.platform;

import io.smartwms.platform.backup.BackupConfiguration;
import io.smartwms.platform.consumer.ConsumerConfiguration;
import io.smartwms.platform.database.DatabaseConfiguration;
import io.smartwms.platform.database.GroupCommitConfiguration;
import io.smartwms.platform.faultinjection.FaultInjectionConfiguration;
import io.smartwms.platform.http.HttpConfiguration;
import io.smartwms.platform.http.ProblemConfiguration;
import io.smartwms.platform.idempotency.IdempotencyConfiguration;
import io.smartwms.platform.internal.InternalKeyConfiguration;
import io.smartwms.platform.outbox.OutboxConfiguration;
import io.smartwms.platform.parking.ParkingConfiguration;
import io.smartwms.platform.rebuild.RebuildConfiguration;
import io.smartwms.platform.rest.RestConfiguration;
import io.smartwms.platform.text.TextConfiguration;
import io.smartwms.platform.view.ViewConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The whole platform; a service gets it by having this jar on its class path. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties(WmsProperties.class)
@Import({
    BackupConfiguration.class,
    DatabaseConfiguration.class,
    FaultInjectionConfiguration.class,
    GroupCommitConfiguration.class,
    OutboxConfiguration.class,
    ConsumerConfiguration.class,
    InternalKeyConfiguration.class,
    HttpConfiguration.class,
    IdempotencyConfiguration.class,
    ParkingConfiguration.class,
    ProblemConfiguration.class,
    RebuildConfiguration.class,
    RestConfiguration.class,
    TextConfiguration.class,
    ViewConfiguration.class
})
public class PlatformAutoConfiguration {}

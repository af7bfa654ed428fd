package io.smartwms.systemtest;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smartwms.platform.aggregate.Aggregate;
import io.smartwms.platform.event.DomainEvent;
import io.smartwms.platform.event.Whenever;
import io.smartwms.platform.rest.CommandController;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.web.bind.annotation.RestController;

/** The rules of docs/architecture.md, held against the compiled classes. */
class ArchitectureTest {

    private static final List<String> SERVICES = List.of(
            "order",
            "deliveryorder",
            "deliverypicking",
            "deliverypacking",
            "product",
            "stock",
            "customercenter",
            "deliverycenter");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("platform-test"))
            .importPackages("io.smartwms");

    private static String packageOf(String module) {
        return "io.smartwms." + module + "..";
    }

    @Test
    void allModulesAreLookedAt() {
        for (String module : SERVICES) {
            assertThat(CLASSES.that(resideInAPackage(packageOf(module))))
                    .as(module)
                    .isNotEmpty();
        }
        assertThat(CLASSES.that(resideInAnyPackage(packageOf("platform"), packageOf("gateway"), packageOf("launcher"))))
                .hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceKnowsNoOtherModuleButThePlatform(String service) {
        classes()
                .that()
                .resideInAPackage(packageOf(service))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packageOf(service), packageOf("platform"))
                        .or(not(resideInAPackage("io.smartwms.."))))
                .check(CLASSES);
    }

    @Test
    void thePlatformKnowsNoService() {
        noClasses()
                .that()
                .resideInAPackage(packageOf("platform"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.smartwms..").and(not(resideInAPackage(packageOf("platform")))))
                .check(CLASSES);
    }

    @Test
    void theGatewayKnowsNothingOfTheOthers() {
        noClasses()
                .that()
                .resideInAPackage(packageOf("gateway"))
                .should()
                .dependOnClassesThat(resideInAPackage("io.smartwms..").and(not(resideInAPackage(packageOf("gateway")))))
                .check(CLASSES);
    }

    @Test
    void aggregatesKnowNeitherWebNorMessaging() {
        noClasses()
                .that()
                .areAssignableTo(Aggregate.class)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.springframework.web..",
                        "org.springframework.data.rest..",
                        "org.springframework.hateoas..",
                        "org.springframework.kafka..",
                        "org.springframework.messaging..",
                        "org.springframework.cloud..",
                        "org.apache.kafka..",
                        "jakarta.servlet..",
                        "io.smartwms.platform.outbox..",
                        "io.smartwms.platform.consumer.."))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "launcher", "order", "gateway"})
    void packagesHaveNoCycles(String module) {
        slices().matching("io.smartwms." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** They run without the rest of the launcher: in the process of the services, and while an image is built. */
    @ParameterizedTest
    @ValueSource(strings = {"host", "image"})
    void thesePackagesOfTheLauncherDependOnNoOther(String name) {
        String each = packageOf("launcher." + name);
        noClasses()
                .that()
                .resideInAPackage(each)
                .should()
                .dependOnClassesThat(resideInAPackage("io.smartwms..").and(not(resideInAPackage(each))))
                .check(CLASSES);
    }

    @Test
    void policiesAreWhereEventsAreHandled() {
        methods()
                .that()
                .areAnnotatedWith(Whenever.class)
                .should()
                .beDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Policies")
                .check(CLASSES);
    }

    @Test
    void controllersAreNamedSo() {
        classes()
                .that()
                .areAnnotatedWith(CommandController.class)
                .or()
                .areAnnotatedWith(RepositoryRestController.class)
                .or()
                .areAnnotatedWith(RestController.class)
                .should(haveSimpleNameEndingWith("Controller"))
                .check(CLASSES);
    }

    @Test
    void configurationsPropertiesAndEndpointsAreNamedSo() {
        classes()
                .that()
                .areAnnotatedWith(Configuration.class)
                .should(haveSimpleNameEndingWith("Configuration"))
                .check(CLASSES);
        classes()
                .that()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should(haveSimpleNameEndingWith("Properties"))
                .check(CLASSES);
        classes()
                .that()
                .areAnnotatedWith(Endpoint.class)
                .should(haveSimpleNameEndingWith("Endpoint"))
                .check(CLASSES);
    }

    @Test
    void eventsAreRecordsOfTheirService() {
        classes()
                .that()
                .areAssignableTo(DomainEvent.class)
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .check(CLASSES);
    }

    /** Null-safety is checked where a package is marked. */
    @Test
    void everyPackageIsNullMarked() {
        List<String> packages = CLASSES.stream()
                .filter(type -> !type.getPackageName().startsWith("io.smartwms.systemtest"))
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(packages).isEmpty();
    }

    /** Each service has its own enum of the stages of an order; a stage is "later" in all of them alike. */
    @Test
    void theServicesAgreeOnTheOrderOfTheStages() throws ClassNotFoundException {
        List<String> stages = constants("io.smartwms.deliverycenter.Stage");

        assertThat(constants("io.smartwms.customercenter.DeliveryStatus")).isEqualTo(stages);
        assertThat(constants("io.smartwms.order.DeliveryStatus"))
                .isEqualTo(stages.stream()
                        .filter(stage -> !stage.equals("Ordered"))
                        .toList());
    }

    private static List<String> constants(String type) throws ClassNotFoundException {
        return Arrays.stream(Class.forName(type).getEnumConstants())
                .map(Object::toString)
                .toList();
    }
}

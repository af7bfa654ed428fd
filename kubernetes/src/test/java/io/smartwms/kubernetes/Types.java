package io.smartwms.kubernetes;

import com.google.gson.annotations.SerializedName;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Kubernetes API as closed JSON schemas. Those of the built-in kinds are made from the classes that the official Java client
 * generates from Kubernetes' own OpenAPI document; those of the operators' kinds are in the folder {@code crds}.
 */
final class Types {

    /** The built-in kinds that the manifests use, each in its stable version. A new one is added here. */
    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("v1/ConfigMap", V1ConfigMap.class),
            Map.entry("v1/Namespace", V1Namespace.class),
            Map.entry("v1/PersistentVolumeClaim", V1PersistentVolumeClaim.class),
            Map.entry("v1/Secret", V1Secret.class),
            Map.entry("v1/Service", V1Service.class),
            Map.entry("v1/ServiceAccount", V1ServiceAccount.class),
            Map.entry("apps/v1/Deployment", V1Deployment.class),
            Map.entry("apps/v1/StatefulSet", V1StatefulSet.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class),
            Map.entry("batch/v1/CronJob", V1CronJob.class),
            Map.entry("batch/v1/Job", V1Job.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", V1PodDisruptionBudget.class));

    /** Texts of which the API server takes only these; the OpenAPI document names them in its descriptions, not in its types. */
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("V1Container.imagePullPolicy", List.of("Always", "IfNotPresent", "Never")),
            Map.entry("V1ContainerPort.protocol", List.of("TCP", "UDP", "SCTP")),
            Map.entry("V1DeploymentStrategy.type", List.of("RollingUpdate", "Recreate")),
            Map.entry("V1HTTPGetAction.scheme", List.of("HTTP", "HTTPS")),
            Map.entry("V1LabelSelectorRequirement.operator", List.of("In", "NotIn", "Exists", "DoesNotExist")),
            Map.entry("V1NetworkPolicyPort.protocol", List.of("TCP", "UDP", "SCTP")),
            Map.entry("V1NetworkPolicySpec.policyTypes", List.of("Ingress", "Egress")),
            Map.entry(
                    "V1PersistentVolumeClaimSpec.accessModes",
                    List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")),
            Map.entry(
                    "V1PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy", List.of("IfHealthyBudget", "AlwaysAllow")),
            Map.entry("V1PodSpec.dnsPolicy", List.of("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None")),
            Map.entry("V1PodSpec.restartPolicy", List.of("Always", "OnFailure", "Never")),
            Map.entry("V1SeccompProfile.type", List.of("RuntimeDefault", "Localhost", "Unconfined")),
            Map.entry("V1ServicePort.protocol", List.of("TCP", "UDP", "SCTP")),
            Map.entry("V1ServiceSpec.type", List.of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName")),
            Map.entry("V1StatefulSetSpec.podManagementPolicy", List.of("OrderedReady", "Parallel")),
            Map.entry("V1TopologySpreadConstraint.nodeTaintsPolicy", List.of("Honor", "Ignore")),
            Map.entry("V1TopologySpreadConstraint.whenUnsatisfiable", List.of("DoNotSchedule", "ScheduleAnyway")),
            Map.entry("V2HPAScalingPolicy.type", List.of("Pods", "Percent")),
            Map.entry("V2HPAScalingRules.selectPolicy", List.of("Max", "Min", "Disabled")),
            Map.entry("V2MetricSpec.type", List.of("ContainerResource", "External", "Object", "Pods", "Resource")),
            Map.entry("V2MetricTarget.type", List.of("Utilization", "Value", "AverageValue")));

    private static final Package MODELS = V1Service.class.getPackage();

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final Map<String, Schema> KNOWN = new TreeMap<>();

    /** Which of {@link #WORDS} are fields that exist. */
    private static final Set<String> SEEN = new TreeSet<>();

    static {
        KINDS.forEach((type, model) -> KNOWN.put(type, SCHEMAS.getSchema(schemaOf(model))));
        operatorSchemas().forEach((type, schema) -> KNOWN.put(type, SCHEMAS.getSchema(schema)));
        if (!SEEN.equals(WORDS.keySet())) {
            throw new IllegalStateException("Of " + WORDS.keySet() + " only these are fields: " + SEEN);
        }
    }

    private Types() {}

    static void check(Cluster cluster, Complaints complaints) {
        for (Document document : cluster.documents()) {
            Schema schema = KNOWN.get(document.type());
            if (schema == null) {
                complaints.add(document, "no stable kind of Kubernetes, nor one we know: %s", document.type());
            } else {
                schema.validate(document.json())
                        .forEach(error ->
                                complaints.add(document, "%s: %s", error.getInstanceLocation(), error.getMessage()));
            }
        }
    }

    // --- the kinds of the operators

    /** The schemas in the folder {@code crds}, closed: a field that is not listed is an error. */
    private static Map<String, JsonNode> operatorSchemas() {
        Map<String, JsonNode> schemas = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/crds"))) {
            for (Path file : files.sorted().toList()) {
                JsonNode content = Yaml.read(file);
                for (var kind : content.path("kinds").properties()) {
                    ObjectNode schema = closed(content.path("$defs"), kind.getValue());
                    schemas.put(kind.getKey(), schema);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemas;
    }

    private static ObjectNode closed(JsonNode definitions, JsonNode spec) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", "object");
        document.putArray("required")
                .add("apiVersion")
                .add("kind")
                .add("metadata")
                .add("spec");
        ObjectNode properties = document.putObject("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("$ref", "#/$defs/V1ObjectMeta");
        properties.set("spec", spec.deepCopy());
        ObjectNode all = document.putObject("$defs");
        definitions
                .properties()
                .forEach(entry -> all.set(entry.getKey(), entry.getValue().deepCopy()));
        close(document);
        models(document).forEach(model -> define(model, all));
        return document;
    }

    /** The built-in types that a schema refers to. */
    private static Set<Class<?>> models(JsonNode schema) {
        return schema.findValuesAsString("$ref").stream()
                .filter(reference -> reference.startsWith("#/$defs/V1"))
                .map(reference -> {
                    try {
                        return Class.forName(MODELS.getName() + reference.replace("#/$defs/", "."));
                    } catch (ClassNotFoundException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.toSet());
    }

    /** Adds {@code additionalProperties: false} wherever properties are listed. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.values().forEach(Types::close);
    }

    // --- the built-in kinds

    private static ObjectNode schemaOf(Class<?> model) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ObjectNode definitions = schema.putObject("$defs");
        schema.put("$ref", reference(model));
        define(model, definitions);
        // What every document needs and OpenAPI leaves open.
        schema.putArray("required").add("apiVersion").add("kind").add("metadata");
        return schema;
    }

    private static String reference(Class<?> model) {
        return "#/$defs/" + model.getSimpleName();
    }

    /** Writes the schema of a class, and of those it refers to, below its simple name. */
    private static void define(Class<?> model, ObjectNode definitions) {
        if (definitions.has(model.getSimpleName())) {
            return;
        }
        ObjectNode schema = definitions.putObject(model.getSimpleName());
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (Field field : model.getDeclaredFields()) {
            SerializedName name = field.getAnnotation(SerializedName.class);
            if (name != null && !Modifier.isStatic(field.getModifiers())) {
                ObjectNode property = typed(field.getGenericType(), definitions);
                List<String> words = WORDS.get(model.getSimpleName() + "." + name.value());
                if (words != null) {
                    ObjectNode word = property.has("items") ? (ObjectNode) property.path("items") : property;
                    words.forEach(word.putArray("enum")::add);
                    SEEN.add(model.getSimpleName() + "." + name.value());
                }
                properties.set(name.value(), property);
            }
        }
        required(model).forEach(schema.putArray("required")::add);
    }

    private static Collection<String> required(Class<?> model) {
        try {
            return ((Collection<?>) model.getField("openapiRequiredFields").get(null))
                    .stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode typed(Type type, ObjectNode definitions) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == List.class) {
                schema.put("type", "array").set("items", typed(generic.getActualTypeArguments()[0], definitions));
            } else {
                schema.put("type", "object")
                        .set("additionalProperties", typed(generic.getActualTypeArguments()[1], definitions));
            }
        } else if (type == String.class) {
            schema.put("type", "string");
        } else if (type == Boolean.class) {
            schema.put("type", "boolean");
        } else if (type == Integer.class) {
            schema.put("type", "integer").put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
        } else if (type == Long.class) {
            schema.put("type", "integer");
        } else if (type == Double.class || type == Float.class) {
            schema.put("type", "number");
        } else if (type == IntOrString.class) {
            schema.putArray("type").add("integer").add("string");
        } else if (type == Quantity.class) {
            schema.putArray("type").add("number").add("string");
            schema.put(
                    "pattern", "^[+-]?([0-9]+|[0-9]+\\.[0-9]*|\\.[0-9]+)(([KMGTPE]i)|[numkMGTPE]|([eE][+-]?[0-9]+))?$");
        } else if (type == OffsetDateTime.class) {
            schema.put("type", "string").put("format", "date-time");
        } else if (type == byte[].class) {
            schema.put("type", "string").put("contentEncoding", "base64");
        } else if (type instanceof Class<?> model && model.getPackage() == MODELS) {
            schema.put("$ref", reference(model));
            define(model, definitions);
        } else if (type != Object.class) {
            throw new IllegalStateException("A type that nobody has thought of: " + type);
        }
        return schema;
    }
}

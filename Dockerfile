# One file for the images of all services and the gateway; `./wms images` builds them all. One alone, from nothing but this folder:
#
#   docker build --build-arg MODULE=order -t smart-wms/order:dev .
#
# MODULE  the folder of the service: order, deliveryOrder, …, gateway
# BASE    the image with the JVM, 17 or newer; a shell is not needed in it
# JARS    compiled: by Maven, in the image JDK; prebuilt: taken from MODULE/target, where
#         `./mvnw -Pimages -DskipTests package` puts them, for a builder without network. The other stage is never touched.
ARG BASE=eclipse-temurin:25-jre
ARG JDK=eclipse-temurin:25-jdk
ARG JARS

FROM ${JDK} AS compiled
ARG MODULE
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -Pimages -DskipTests -Dspotless.check.skip=true -pl ${MODULE},tools/launcher -am package \
    && mkdir /jars && cp ${MODULE}/target/*-image.jar /jars/app.jar \
    && cp tools/launcher/target/launcher.jar /jars/launcher.jar

FROM scratch AS prebuilt
ARG MODULE
COPY ${MODULE}/target/*-image.jar /jars/app.jar
COPY tools/launcher/target/launcher.jar /jars/launcher.jar

# The default stands here, since some versions of buildah overlook the stage when it stands above.
FROM ${JARS:-compiled} AS jars

FROM ${BASE} AS layers
WORKDIR /jars
COPY --from=jars /jars/app.jar ./
RUN ["java", "-Djarmode=tools", "-jar", "app.jar", "extract", "--layers", "--destination", "/layers"]

FROM ${BASE} AS app
WORKDIR /app
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./

# The JVM of the image starts the service once, without a broker, and keeps the classes it parsed. Half of the container's memory is
# heap: the rest is classes, compiled code, threads and buffers. Serial is the collector for less than two processors.
FROM app AS trained
WORKDIR /data
COPY --from=jars /jars/launcher.jar /training/launcher.jar
RUN ["java", "-cp", "/training/launcher.jar", "io.smartwms.launcher.image.StartCache", "/app/app.jar", "/app/start", \
    "-XX:MaxRAMPercentage=50", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", \
    "-Drx.unsafe-disable=true"]

FROM app
COPY --from=trained /app/start/ ./start/
COPY --from=trained --chown=10001:10001 /data/ /data/
# Enough to run in a cluster whose Services have the names of the seed, without any manifest. Such pods share neither a folder nor a
# Secret, so they do without a key, and say so; the manifests of kubernetes/ give them one.
ENV SERVER_PORT=8080 \
    SERVER_ADDRESS=0.0.0.0 \
    WMS_ALLOWED_HOSTS= \
    WMS_INTERNAL_KEY=none \
    WMS_DATA=/data \
    WMS_BROKER=kafka:9092 \
    WMS_SERVICES_ORDER=http://order:8080 \
    WMS_SERVICES_DELIVERYORDER=http://deliveryorder:8080 \
    WMS_SERVICES_DELIVERYPICKING=http://deliverypicking:8080 \
    WMS_SERVICES_DELIVERYPACKING=http://deliverypacking:8080 \
    WMS_SERVICES_PRODUCT=http://product:8080 \
    WMS_SERVICES_STOCK=http://stock:8080 \
    WMS_SERVICES_CUSTOMERCENTER=http://customercenter:8080 \
    WMS_SERVICES_DELIVERYCENTER=http://deliverycenter:8080
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["java", "@/app/start/options", "-jar", "/app/app.jar"]

# syntax=docker/dockerfile:1.7
# One file for every process: `docker build --build-arg SERVICE=booking-service .`, and `--target demo` for the Stripe
# simulator of the compose file. The Maven stage is the same for all, so it runs once.

ARG JDK=eclipse-temurin:25.0.3_9-jdk-noble
ARG JRE=eclipse-temurin:25.0.3_9-jre-noble

FROM ${JDK} AS build
WORKDIR /src
COPY . .
# These stay outside; the reactor still names them.
RUN sed -i -e '\#<module>acceptance.*</module>#d' -e '\#<module>bench</module>#d' -e '\#<module>deploy/checks</module>#d' pom.xml
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q package -DskipTests \
      -pl gateway,event-service,booking-service,search-service,support-service,standalone -am

# Layers by how often they change: libraries first, the service's own classes last.
FROM ${JDK} AS layers
ARG SERVICE
WORKDIR /work
COPY --from=build /src/${SERVICE}/target/${SERVICE}-*-app.jar app.jar
RUN java -Djarmode=tools -jar app.jar extract --layers --destination /layers \
 && mkdir -p /layers/dependencies /layers/snapshot-dependencies /layers/application

FROM ${JRE} AS service
ARG SERVICE
LABEL org.opencontainers.image.title="${SERVICE}" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY deploy/image/ ./
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
RUN chmod 0755 health.sh train.sh && ./train.sh && chmod 0644 app.aot
# A number, so that Kubernetes can see it is not root. Nothing below / is written at run time but /tmp.
USER 10001:10001
ENV LANG=C.UTF-8
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 CMD ["/app/health.sh"]
STOPSIGNAL SIGTERM
# No shell between: SIGTERM reaches the JVM, which lets requests, streams and payments in flight finish.
ENTRYPOINT ["java", "@/app/jvm.options", "-XX:AOTCache=/app/app.aot", "-jar", "/app/app.jar"]

# What stands in for the outside world in the compose file. Never deployed.
FROM ${JRE} AS demo
WORKDIR /app
COPY deploy/image/ ./
COPY --from=build /src/standalone/target/libs/ ./libs/
COPY --from=build /src/standalone/target/classes/ ./classes/
RUN chmod 0755 health.sh
USER 10001:10001
ENV LANG=C.UTF-8
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=6 CMD ["/app/health.sh"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "@/app/jvm.options", "-cp", "/app/classes:/app/libs/*"]

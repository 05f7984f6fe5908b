# The image holds the static binary and the certificates of the distroless base, and
# nothing else. Results are kept in the volume /data. goreleaser builds it.
FROM gcr.io/distroless/static-debian12:nonroot
ARG TARGETPLATFORM
COPY ${TARGETPLATFORM}/extract /usr/bin/extract
ENV EXTRACT_DATA_DIR=/data
VOLUME /data
WORKDIR /work
ENTRYPOINT ["/usr/bin/extract"]

# The front door: Caddy with the one Caddyfile of both modes. Build from the repository's root.
ARG CADDY_IMAGE=caddy:2

FROM ${CADDY_IMAGE}
RUN adduser -D -H -u 10001 front && chown -R front:front /data /config
COPY deploy/Caddyfile /etc/caddy/Caddyfile
USER 10001
EXPOSE 80 443 3000
# Any answer will do: whether the API is well is its own container's check.
HEALTHCHECK --interval=10s --timeout=5s --start-period=5s --retries=3 CMD ["sh", "-c", "nc -z 127.0.0.1 ${FRONT_CHECK_PORT:-3000}"]
CMD ["caddy", "run", "--adapter", "caddyfile", "--config", "/etc/caddy/Caddyfile"]

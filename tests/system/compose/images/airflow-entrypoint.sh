#!/bin/sh
# Airflow's image runs `bash`, `python` and `airflow` as they stand, and takes anything else for a command of airflow.
case "$1" in
bash | sh | python) exec "$@" ;;
airflow) shift ;;
esac
exec airflow "$@"

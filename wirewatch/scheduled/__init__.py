"""What Airflow calls.

tasks.py has a function for each task of the DAGs; Airflow passes them numbers and names only.
import_folder.py finds the files that a run's params may name.
dagkit.py has what the DAGs share.
Uses: pipeline, stages, housekeeping, backfill.
"""

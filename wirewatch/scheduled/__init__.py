"""What Airflow calls.

tasks.py has a function for each task of the DAGs; Airflow passes them numbers and names only.
dagkit.py has what the DAGs share.
Uses: pipeline, stages, housekeeping, backfill.
"""

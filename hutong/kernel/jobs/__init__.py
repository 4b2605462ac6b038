"""Work that must happen: rows of the same transaction as their cause, run at their lane time, at least once.

A kind of job is declared with `job`; rules add jobs with `tx.job`; the `Runner` claims due ones by lease and runs
them. An event's reactions are jobs too. A process that dies loses nothing: its leases run out, or are let go when an
embedded lane starts again.
"""

from hutong.kernel.jobs.kinds import Retry, Schedule, job
from hutong.kernel.jobs.runner import Runner
from hutong.kernel.jobs.table import DueJob, JobQueue, Stuck

__all__ = ["DueJob", "JobQueue", "Retry", "Runner", "Schedule", "Stuck", "job"]

"""Settings that every experiment understands."""

from __future__ import annotations

from pydantic import Field

from sim.parameter import Choice, Group, parameter


class Profile(Choice):
    """How much to compute."""

    QUICK = 0  # minutes on two cores; exploratory
    FULL = 1  # what a verdict may rest on


class ComputeKind(Choice):
    """Where runs are computed."""

    SERIAL = 0
    THREADS = 1
    LOCAL = 2
    CLUSTER = 3


class Slurm(Group):
    """What one Slurm job asks for; left empty where compute.scheduler is given."""

    cores: int = parameter(0, "cores of one job; 0 = no Slurm", low=0, high=1024, unit="cores")
    memory: str = parameter("", "memory of one job, such as 16GB")
    walltime: str = parameter("", "time that one job may take, such as 01:00:00")
    queue: str = parameter("", "queue or partition")
    account: str = parameter("", "account to be charged")


class ComputeSettings(Group):
    """Where runs are computed; `compute=NAME` chooses one of the files in conf/compute/."""

    kind: ComputeKind = parameter(ComputeKind.SERIAL, "in this process, in threads, in local processes, on a cluster")
    workers: int = parameter(0, "threads or processes; 0 = one for each core", low=0, high=100000, unit="workers")
    scheduler: str = parameter("", "address of a dask scheduler that is already running")
    jobs: int = parameter(1, "Slurm jobs to submit", low=1, high=10000, unit="jobs")
    slurm: Slurm = Field(default_factory=Slurm)


class Settings(Group):
    """What to run with, whatever the experiment."""

    seed: int = parameter(1, "seed of all random draws; equal seeds give equal results", low=0, high=2**53)
    output: str = parameter("", "folder for the results, created by the run; by default outputs/<experiment>/<time>")
    resume: bool = parameter(False, "go on in an existing output folder instead of refusing it")
    profile: Profile = parameter(Profile.QUICK, "quick: minutes, exploratory; full: what a verdict may rest on")
    compute: ComputeSettings = Field(default_factory=ComputeSettings)

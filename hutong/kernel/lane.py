"""The running instance: everything a host, a reaction or a job needs, in one place."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar, cast

from hutong.kernel import instance, lanetime, migrate
from hutong.kernel.bus import Bus, between_processes
from hutong.kernel.clock import Clock
from hutong.kernel.config import Config
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Database, Transaction
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue, Runner
from hutong.kernel.jobs.runner import NEWS
from hutong.kernel.media import MediaStore
from hutong.kernel.network_policy import NetworkPolicy
from hutong.kernel.occupancy import Occupancy
from hutong.kernel.outbound import Outbound
from hutong.kernel.partial import PartialFiles
from hutong.kernel.processes import Pulse

T = TypeVar("T")


class Lane:
    """One instance in this process. Open it with `Lane.open`, end it with `close`."""

    config: Config
    instance: instance.Instance
    clock: Clock
    ids: Ids
    bus: Bus
    keys: Keys
    db: Database
    jobs: Runner
    media: MediaStore
    partial: PartialFiles
    outbound: Outbound
    pulse: Pulse | None = None
    """Only in a lab of several processes."""
    _occupancy: Occupancy

    def __init__(self, config: Config) -> None:
        self.config = config
        self._ports: dict[type, Any] = {}
        self._started: set[asyncio.Task[Any]] = set()

    @classmethod
    async def open(
        cls, config: Config, *, ready: Callable[["Lane"], None], alone: bool = True, with_jobs: bool = True
    ) -> "Lane":
        """Open the home and its database, bring the schema up to date, start running jobs.

        `ready` is called before the first job runs, to fill the ports. `alone`: no other process works on this
        database, and none may come. `with_jobs`: run jobs here, rather than leave them to other processes.
        Raises: InUse · SeveralNeedPostgres · NotOfThisInstance · NatsMissing · ModeIsFixed · SeedIsForLabs
        """
        lane = cls(config)
        config.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        lane.bus = Bus() if alone else between_processes(config.nats)
        lane._occupancy = Occupancy(config, alone=alone)
        try:
            migrate.upgrade(config.database_url)
            lane._make_parts()
            try:
                await lane._begin(ready, alone=alone, with_jobs=with_jobs)
            except BaseException:
                lane.db.close()
                raise
        except BaseException:
            lane._occupancy.leave()
            raise
        return lane

    def _make_parts(self) -> None:
        config = self.config
        self.clock = Clock()
        self.ids = Ids(config.seed)
        self.db = Database(
            config.database_url,
            self.clock,
            self.ids,
            JobQueue(),
            self._after_commit,
            lanes=config.lanes,
            strict=config.strict,
        )
        self.jobs = Runner(self)

    async def _begin(self, ready: Callable[["Lane"], None], *, alone: bool, with_jobs: bool) -> None:
        config = self.config
        if not alone:
            await self.db.read(instance.join, home=config.home, seed=config.seed)
        self.instance = await self.db.run(instance.found, mode=config.mode, seed=config.seed)
        self.keys = Keys(instance.master_key(config.home, config.seed))
        self._occupancy.opened()
        self.media = MediaStore(config.home / "media")
        self.partial = PartialFiles(config.home / "media" / "arriving")
        self.outbound = Outbound(
            NetworkPolicy(allow_private=self.instance.mode == "lab", allowed=tuple(config.private_networks))
        )
        await self.bus.start(self.instance.id)
        if self.instance.mode == "lab":
            self.clock.setting = await self.db.read(lanetime.stored)
            if not alone:
                self.pulse = Pulse(self)
                await self.pulse.start()
        ready(self)
        if with_jobs:
            await self.jobs.start(alone=alone)

    @property
    def mode(self) -> str:
        return self.instance.mode

    def provide(self, port: type[T], filling: T) -> None:
        """Fill a port: something a lower layer asks for and an upper one can do."""
        self._ports[port] = filling

    def port(self, port: type[T]) -> T:
        """What fills a port."""
        return cast(T, self._ports[port])

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Run something beside the requests; it ends with the lane. Only for work that may be lost."""
        task = asyncio.create_task(work)
        self._started.add(task)
        task.add_done_callback(self._started.discard)
        return task

    async def close(self) -> None:
        """Stop what runs and let go of everything."""
        for task in self._started:
            task.cancel()
        await asyncio.gather(*self._started, return_exceptions=True)
        await self.jobs.stop()
        if self.pulse is not None:
            await self.pulse.stop()
        await self.bus.stop()
        await self.outbound.close()
        self.db.close()
        self._occupancy.leave()

    def _after_commit(self, done: list[Transaction]) -> None:
        for tx in done:
            for topic, payload in tx.wakes:
                self.bus.spread(topic, payload)
        if any(tx.earliest_job is not None for tx in done):
            self.bus.spread(NEWS, None)

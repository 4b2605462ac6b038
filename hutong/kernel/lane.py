"""The running instance: everything a host, a reaction or a job needs, in one place."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar, cast

from hutong.kernel import instance, lanetime, migrate
from hutong.kernel.bus import Bus
from hutong.kernel.clock import Clock
from hutong.kernel.config import Config
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Database, Transaction
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue, Runner
from hutong.kernel.media import MediaStore
from hutong.kernel.network_policy import NetworkPolicy
from hutong.kernel.outbound import Outbound

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
    outbound: Outbound

    def __init__(self, config: Config) -> None:
        self.config = config
        self._ports: dict[type, Any] = {}
        self._started: set[asyncio.Task[Any]] = set()

    @classmethod
    async def open(cls, config: Config, *, ready: Callable[["Lane"], None], alone: bool = True) -> "Lane":
        """Open the home and its database, bring the schema up to date, start running jobs.

        `ready` is called before the first job runs, to fill the ports. `alone`: no other process works on this
        database.
        Raises: ModeIsFixed · SeedIsForLabs
        """
        lane = cls(config)
        config.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        migrate.upgrade(config.database_url)
        lane.clock = Clock()
        lane.ids = Ids(config.seed)
        lane.bus = Bus()
        lane.db = Database(
            config.database_url,
            lane.clock,
            lane.ids,
            JobQueue(),
            lane._after_commit,
            lanes=config.lanes,
            strict=config.strict,
        )
        lane.jobs = Runner(lane)
        try:
            lane.instance = await lane.db.run(instance.found, mode=config.mode, seed=config.seed)
        except BaseException:
            lane.db.close()
            raise
        lane.keys = Keys(instance.master_key(config.home, config.seed))
        lane.media = MediaStore(config.home / "media")
        lane.outbound = Outbound(
            NetworkPolicy(allow_private=lane.instance.mode == "lab", allowed=tuple(config.private_networks))
        )
        if lane.instance.mode == "lab":
            lane.clock.setting = await lane.db.read(lanetime.stored)
        await lane.bus.start()
        ready(lane)
        await lane.jobs.start(alone=alone)
        return lane

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
        await self.bus.stop()
        await self.outbound.close()
        self.db.close()

    def _after_commit(self, done: list[Transaction]) -> None:
        for tx in done:
            for topic, payload in tx.wakes:
                self.bus.tell(topic, payload)
        if any(tx.earliest_job is not None for tx in done):
            self.jobs.nudge()

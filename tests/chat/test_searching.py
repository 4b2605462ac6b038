"""Searching an app's threads: words are found as they read now, newest first, and nothing else is."""

from __future__ import annotations

from hutong.chat import public as chat
from hutong.chat.models.bodies import Edit, Recall
from tests.chat.worlds import APP, World


async def found(world: World, words: str, limit: int = 50) -> list[str]:
    entries = await world.read(chat.search_app, APP, words, limit=limit)
    return [getattr(entry.body, "text", entry.kind) for entry in entries]


async def test_texts_are_found_whatever_their_case_and_lines(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    first, second = await world.thread_of(li), await world.thread_of(han)
    await world.say(first, li, 'It is "Yellow",\n100% of it')
    await world.say(second, han, "水是黄色的")
    assert await found(world, "yellow") == ['It is "Yellow",\n100% of it']
    assert await found(world, '"YELLOW", 100% of') == ['It is "Yellow",\n100% of it']
    assert await found(world, "黄色") == ["水是黄色的"]
    for nothing in ("kind", "text", "y_llow", "1%0", "\\n", "red"):
        assert await found(world, nothing) == [], nothing


async def test_what_is_found_reads_as_it_does_now(world: World) -> None:
    (li,) = await world.people("Li Lei")
    thread = await world.thread_of(li)
    for text in ("plum one", "plum two", "plum three"):
        await world.say(thread, li, text)
    await world.post(thread, Edit(concerns=1, text="apricot"))
    await world.post(thread, Recall(concerns=2))
    assert await found(world, "plum") == ["plum three"]


async def test_the_newest_come_first_and_no_more_than_asked(world: World) -> None:
    (li,) = await world.people("Li Lei")
    thread = await world.thread_of(li)
    for number in range(5):
        await world.say(thread, li, f"pear {number}")
    assert await found(world, "pear", limit=2) == ["pear 4", "pear 3"]

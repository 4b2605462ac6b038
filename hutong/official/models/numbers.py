"""What happened around an account: who came and left, and who came by which code."""

from datetime import datetime

from hutong.kernel.db import Row, table


class AudienceDay(Row, frozen=True):
    """How many came and left on a day in China, by the way they came."""

    app_id: str
    day: int
    how: str
    came: int
    left: int


class Coming(Row, frozen=True):
    """A person came to an account, or left it. `scene` is what the code they came by said."""

    app_id: str
    person_id: int
    id: int
    at: datetime
    kind: str
    """followed or left."""
    how: str
    scene: str


class SceneVisit(Row, frozen=True):
    """What became of a person who scanned the code of a scene: each step when it first happened."""

    app_id: str
    scene: str
    """The scene, with its kind before it: the number 7 and the text "7" are two."""
    person_id: int
    scans: int
    scanned_at: datetime
    followed_at: datetime | None = None
    wrote_at: datetime | None = None
    paid_at: datetime | None = None


audience_days = table("official_audience_days", AudienceDay, key=("app_id", "day", "how"))
comings = table("official_comings", Coming, key=("app_id", "person_id", "id"))
scene_visits = table(
    "official_scene_visits",
    SceneVisit,
    key=("app_id", "scene", "person_id"),
    indexes=[("app_id", "person_id")],
)

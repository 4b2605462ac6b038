"""Pictures beside complaints: sent by whoever complains or by the merchant, seen by these two and the operator."""

import sqlalchemy as sa

from hutong.kernel.db import Count, Reader, param, query
from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.pay.cards import images
from hutong.pay.errors import cards as errors
from hutong.pay.models.cards import UploadedImage
from hutong.pay.models.disputes import complaints

PURPOSE = "complaint"


_complained = query(
    sa.select(sa.func.count().label("total"))
    .select_from(complaints.sa)
    .where(
        complaints.c.person_id == param("person_id"),
        sa.or_(complaints.c.mchid == param("mchid", sa.Text()), complaints.c.placer_mchid == param("mchid", sa.Text())),
    ),
    Count,
)


async def keep_for_merchant(lane: Lane, mchid: str, data: bytes) -> str:
    """Keep a merchant's picture; its id. Raises: ImageWrong"""
    return await _keep(lane, f"merchant:{mchid}", data)


async def keep_for_person(lane: Lane, person_id: int, data: bytes) -> str:
    """Keep a picture of somebody who complains; its id. Raises: ImageWrong"""
    return await _keep(lane, f"person:{person_id}", data)


def require_visible(read: Reader, mchid: str, image: UploadedImage) -> None:
    """A merchant sees its own pictures and those of people who complained of it. Raises: ImageUnknown"""
    if image.owner == f"merchant:{mchid}":
        return
    kind, _, digits = image.owner.partition(":")
    if kind == "person":
        found = read.one(_complained, person_id=int(digits), mchid=mchid)
        if found is not None and found.total > 0:
            return
    raise errors.ImageUnknown()


async def _keep(lane: Lane, owner: str, data: bytes) -> str:
    try:
        blob = await lane.media.put(data, images.MOST_BYTES, "image")
    except HutongError:
        raise errors.ImageWrong() from None
    if blob.content_type not in images.SHOWN:
        raise errors.ImageWrong()
    return (await lane.db.run(images.keep, blob, owner=owner, purpose=PURPOSE)).id

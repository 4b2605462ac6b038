"""Merchants as their owners have them: opened, bound, keyed, and nobody else's."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs12

from hutong.pay import public as pay
from tests.wire.shops import Shop, a_shop, call_v3, check_signed, lend_keys
from tests.wire.towns import Town

MERCHANTS = "/api/console/merchants"


async def detail(town: Town, mchid: str, **how: Any) -> Any:
    answer = await town.ours("GET", f"{MERCHANTS}/{mchid}", **how)
    assert answer.status == 200, answer.body
    return answer.json()


async def test_a_merchant_is_opened_with_all_it_needs(any_town: Town) -> None:
    app = await any_town.account()
    made = (await any_town.ours("POST", "/api/lab/merchants", {"name": "Corner shop", "app_ids": [app.app_id]})).json()
    assert len(made["mchid"]) == 10
    assert made["mchid"].isdigit()
    assert len(made["api_v2_key"]) == len(made["api_v3_key"]) == 32
    assert made["api_v2_key"] != made["api_v3_key"]
    assert made["public_key_id"].startswith(f"PUB_KEY_ID_01{made['mchid']}")
    assert len(made["public_key_id"]) == 11 + 28
    assert [one["app_id"] for one in made["apps"]] == [app.app_id]
    assert (made["mode"], made["kind"], made["state"], made["fee_bps"]) == ("both", "ordinary", "active", 60)
    assert made["balance"] == {"unsettled_fen": 0, "available_fen": 0, "frozen_fen": 0}
    certificate = x509.load_pem_x509_certificate(made["certificate"].encode())
    assert f"{certificate.serial_number:040X}" == made["serial"]
    assert len(made["serial"]) == 40
    assert certificate.subject.rfc4514_string().startswith(f"CN={made['mchid']},OU=Corner shop")
    key = load_pem_private_key(made["private_key"].encode(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    assert key.public_key() == certificate.public_key()
    shown = await detail(any_town, made["mchid"])
    assert not {"api_v2_key", "api_v3_key", "private_key"} & shown.keys()
    assert [one["state"] for one in shown["certificates"]] == ["active"]
    assert [one["serial"] for one in shown["platform_certificates"]] == [made["platform_serial"]]
    listed = (await any_town.ours("GET", MERCHANTS)).json()["items"]
    assert [one["mchid"] for one in listed] == [made["mchid"]]


async def test_the_lane_s_own_authority_signed_the_certificate(town: Town, shop: Shop) -> None:
    authority = town.lane.port(pay.MerchantAuthority).certificate
    public = authority.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    for pem in (shop.certificate, shop.platform_certificate):
        one = x509.load_pem_x509_certificate(pem.encode())
        assert one.issuer == authority.subject
        public.verify(one.signature, one.tbs_certificate_bytes, ec.ECDSA(hashes.SHA256()))
    assert pay.MerchantAuthority(town.lane.keys).pem == town.lane.port(pay.MerchantAuthority).pem


async def test_the_zip_is_what_the_real_console_gives(town: Town, shop: Shop) -> None:
    answer = await town.ours("POST", f"{MERCHANTS}/{shop.mchid}/certificates", {})
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == f'attachment; filename="{shop.mchid}_cert.zip"'
    files = zipfile.ZipFile(io.BytesIO(answer.body))
    assert set(files.namelist()) == {"apiclient_key.pem", "apiclient_cert.pem", "apiclient_cert.p12", "README.txt"}
    key, certificate, _ = pkcs12.load_key_and_certificates(files.read("apiclient_cert.p12"), shop.mchid.encode())
    assert isinstance(key, rsa.RSAPrivateKey)
    assert certificate == x509.load_pem_x509_certificate(files.read("apiclient_cert.pem"))
    plain = load_pem_private_key(files.read("apiclient_key.pem"), None)
    assert isinstance(plain, rsa.RSAPrivateKey)
    assert plain.private_numbers() == key.private_numbers()


async def test_a_merchant_has_ten_certificates_at_most(town: Town, shop: Shop) -> None:
    path = f"{MERCHANTS}/{shop.mchid}/certificates"
    for _ in range(9):
        lend_keys(town)
        assert (await town.ours("POST", path, {"format": "json"})).status == 200
    lend_keys(town)
    assert (await town.ours("POST", path, {"format": "json"})).refusal == (409, "too_many_certificates")
    assert (await town.ours("DELETE", f"{path}/{'0' * 40}")).refusal == (404, "certificate_not_found")


async def test_a_new_key_ends_the_old_one(town: Town, shop: Shop) -> None:
    key = (await town.ours("POST", f"{MERCHANTS}/{shop.mchid}/keys/v3")).json()["key"]
    assert key != shop.api_v3_key
    known = await town.lane.port(pay.Desk).caller(shop.mchid)
    assert known is not None
    assert known.v3_key == key.encode()
    assert known.v2_key == shop.api_v2_key
    assert (await town.ours("POST", f"{MERCHANTS}/{shop.mchid}/keys/v4")).status == 404


async def test_keys_are_sealed_at_rest(town: Town, shop: Shop) -> None:
    rows = str(await town.rows())
    for secret in (shop.api_v2_key, shop.api_v3_key, shop.private_key.splitlines()[1]):
        assert secret not in rows


async def test_individuals_take_no_payments_unless_a_lab_lets_them(town: Town) -> None:
    wanted = {"name": "Li Lei", "owner": {"kind": "individual"}}
    before = await town.rows()
    assert (await town.ours("POST", MERCHANTS, wanted)).refusal == (403, "individual_cannot_take_payments")
    # The platform's own keys are drawn when the first merchant knocks.
    assert {**await town.rows(), "pay_platform_keys": []} == before
    assert (await town.ours("GET", "/api/lab/state")).json()["marks"] == []
    await town.rule(merchant_owners="off")
    assert (await town.ours("GET", "/api/lab/state")).json()["marks"] == ["individual_merchants"]
    made = (await town.ours("POST", MERCHANTS, wanted)).json()
    assert made["owner"]["kind"] == "individual"
    assert (await town.ours("GET", "/api/lab/rules")).json()["merchant_owners"] == "off"


async def test_bounds(town: Town, shop: Shop) -> None:
    for wanted, code in (
        ({"name": ""}, "merchant_name_wrong"),
        ({"name": "x" * 65}, "merchant_name_wrong"),
        ({"name": "a\nb"}, "merchant_name_wrong"),
        ({"name": "Shop", "kind": "sub"}, "merchant_kind_wrong"),
        ({"name": "Shop", "kind": "bank"}, "merchant_kind_wrong"),
        ({"name": "Shop", "mode": "pigeon"}, "merchant_mode_unknown"),
    ):
        assert (await town.ours("POST", MERCHANTS, wanted)).refusal == (422, code)
    unknown: Any
    for unknown in ({"owner_id": "7"}, {"owner_id": "x"}, {"owner_id": "9" * 30}):
        assert (await town.ours("POST", MERCHANTS, {"name": "Shop", **unknown})).refusal == (404, "owner_not_found")
    assert (await town.ours("POST", MERCHANTS, {"app_ids": ["wx0"]})).refusal == (404, "app_not_found")
    for mchid in ("1", "1600000000", "x" * 100):
        assert (await town.ours("GET", f"{MERCHANTS}/{mchid}")).refusal == (404, "merchant_not_found")
    assert len((await town.ours("GET", MERCHANTS)).json()["items"]) == 1


async def test_a_partner_has_merchants_of_their_own(town: Town, shop: Shop) -> None:
    partner = await a_shop(town, name="Provider", kind="partner")
    sub = (await town.ours("POST", f"{MERCHANTS}/{partner.mchid}/subs", {"name": "Stall"})).json()
    assert (sub["kind"], sub["partner"]) == ("sub", {"mchid": partner.mchid, "name": "Provider"})
    shown = await detail(town, partner.mchid)
    assert shown["subs"] == [{"mchid": sub["mchid"], "name": "Stall"}]
    refused = await town.ours("POST", f"{MERCHANTS}/{shop.mchid}/subs", {"name": "Stall"})
    assert refused.refusal == (409, "merchant_not_a_partner")


async def test_apps_come_and_go(town: Town, shop: Shop) -> None:
    app = await town.account()
    path = f"{MERCHANTS}/{shop.mchid}/apps"
    for _ in range(2):
        bound = (await town.ours("POST", path, {"app_id": app.app_id})).json()
        assert [one["app_id"] for one in bound["apps"]] == [app.app_id]
    assert (await town.ours("DELETE", f"{path}/{app.app_id}")).json()["apps"] == []


async def test_owners_see_their_own_merchants_alone(live: Town) -> None:
    _, owner = await live.signed_in("Han Meimei")
    _, other = await live.signed_in("Li Lei")
    wanted = {"name": "Tea", "owner": {"kind": "company", "name": "Tea Ltd", "licence_number": "91350100M000100Y43"}}
    answer = await live.ours("POST", MERCHANTS, wanted, headers=owner)
    assert answer.status == 200, answer.body
    made = answer.json()
    path = f"{MERCHANTS}/{made['mchid']}"
    assert (await live.ours("GET", path, headers=owner)).status == 200
    assert (await live.ours("GET", MERCHANTS, headers=other)).json() == {"items": []}
    for method, where, body in (
        ("GET", "", None),
        ("PATCH", "", {"name": "Mine"}),
        ("POST", "/keys/v2", {}),
        ("POST", "/certificates", {}),
        ("DELETE", f"/certificates/{made['serial']}", None),
        ("PUT", "/mode", {"mode": "certificate"}),
        ("POST", "/rotation", {}),
        ("POST", "/subs", {"name": "Mine"}),
        ("POST", "/apps", {"app_id": "wx0"}),
        ("DELETE", "/apps/wx0", None),
    ):
        lend_keys(live)
        refusal = await live.ours(method, path + where, body, headers=other)
        assert refusal.refusal == (404, "merchant_not_found"), (method, where)
    borrowed = {"name": "Tea", "owner_id": made["owner"]["id"]}
    assert (await live.ours("POST", MERCHANTS, borrowed, headers=other)).refusal == (404, "owner_not_found")
    assert (await live.ours("POST", "/api/lab/merchants", {})).status == 404


async def test_a_rotation_lists_a_day_before_it_signs(town: Town, shop: Shop) -> None:
    path = f"{MERCHANTS}/{shop.mchid}"
    begun = (await town.ours("POST", f"{path}/rotation", {})).json()
    newer = next(one["serial"] for one in begun["platform_certificates"] if one["state"] == "listed")
    assert (await town.ours("POST", f"{path}/rotation", {})).refusal == (409, "rotation_under_way")
    listed = await call_v3(town, shop, "GET", "/v3/certificates")
    assert [one["serial_no"] for one in listed.json()["data"]] == [newer, shop.platform_serial]
    check_signed(listed, shop)
    await town.ours("POST", "/api/lab/clock/advance", {"seconds": 24 * 3600})
    listed = await call_v3(town, shop, "GET", "/v3/certificates")
    assert listed.headers["wechatpay-serial"] == newer
    assert len(listed.json()["data"]) == 2
    other = await a_shop(town)
    check_signed(await call_v3(town, other, "GET", "/v3/certificates"), other)
    await town.ours("POST", "/api/lab/clock/advance", {"seconds": 24 * 3600})
    listed = await call_v3(town, shop, "GET", "/v3/certificates")
    assert [one["serial_no"] for one in listed.json()["data"]] == [newer]
    assert (await town.ours("POST", f"{path}/rotation", {})).status == 200


async def test_a_reset_forgets_merchants_and_keeps_the_platform_s_keys(town: Town, shop: Shop) -> None:
    await town.ours("POST", f"{MERCHANTS}/{shop.mchid}/rotation", {})
    await town.ours("POST", "/api/lab/reset", {})
    assert (await call_v3(town, shop, "GET", "/v3/certificates")).status == 401
    again = await a_shop(town)
    assert again.platform_certificate == shop.platform_certificate
    assert again.public_key == shop.public_key
    assert again.public_key_id != shop.public_key_id
    check_signed(await call_v3(town, again, "GET", "/v3/certificates"), again)

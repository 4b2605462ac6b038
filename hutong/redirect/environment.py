"""The environment in which a program's calls to WeChat's hosts come to a front.

Variables for clients that know proxies and bundles of roots, preloads for Python and Node, properties for Java, an ini
file for PHP. Everything that programs are pointed at lies in one folder, which whoever made it removes.
"""

import json
import os
import re
import ssl
from collections.abc import Iterable, Mapping
from pathlib import Path

from hutong.redirect import names, truststore

PRELOADS = Path(__file__).parent / "preloads"


# Past the front go this machine and private networks, where a front leads nobody. "::1" without brackets, and no
# networks of IPv6: httpx takes them for malformed names.
NEAR = ("localhost", ".localhost", "127.0.0.1", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")

_BUNDLE_VARIABLES = (
    "SSL_CERT_FILE",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "NODE_EXTRA_CA_CERTS",
    "AWS_CA_BUNDLE",
    "CARGO_HTTP_CAINFO",
    "DENO_CERT",
    "GIT_SSL_CAINFO",
    "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
    "HTTPLIB2_CA_CERTS",
    "NIX_SSL_CERT_FILE",
    "PIP_CERT",
)
_SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)


def environment(
    *, proxy_port: int, ca_bundle: Path, root: Path, folder: Path, base: Mapping[str, str]
) -> dict[str, str]:
    """`base` with everything changed that brings a program to the front at `proxy_port`.

    `ca_bundle` holds the system's roots and ours, `root` ours alone; `folder` takes what else programs are pointed at.
    """
    told = {"port": proxy_port, "root": str(root), "names": names.FAMILIES}
    store = folder / "java.p12"
    write_private(store, truststore.make(ca_bundle.read_bytes(), base))
    php = folder / "php"
    php.mkdir(mode=0o700, exist_ok=True)
    write_private(php / "hutong.ini", f'curl.cainfo="{ca_bundle}"\nopenssl.cafile="{ca_bundle}"\n'.encode())
    return {
        **base,
        **_proxies(proxy_port, base),
        **dict.fromkeys(_BUNDLE_VARIABLES, str(ca_bundle)),
        "HUTONG_REDIRECT": json.dumps(told),
        "PYTHONPATH": _joined(str(PRELOADS / "python"), base.get("PYTHONPATH"), os.pathsep),
        "NODE_OPTIONS": _joined(f'--require "{PRELOADS / "node" / "redirect.cjs"}"', base.get("NODE_OPTIONS"), " "),
        "JAVA_TOOL_OPTIONS": " ".join(filter(None, (base.get("JAVA_TOOL_OPTIONS"), *_java(proxy_port, store)))),
        # An empty folder name stands for PHP's own.
        "PHP_INI_SCAN_DIR": _joined(base.get("PHP_INI_SCAN_DIR", ""), str(php), os.pathsep, also_empty=True),
    }


def system_roots(base: Mapping[str, str]) -> bytes:
    """The roots that programs trust here: those that `base` names, which may hold a company's own, and the system's."""
    named = [base[name] for name in _BUNDLE_VARIABLES if base.get(name)]
    found = ssl.get_default_verify_paths().cafile
    paths = dict.fromkeys([*named, *([found] if found else []), *_SYSTEM_BUNDLES])
    return _certificates(Path(path) for path in paths)


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)


def _proxies(port: int, base: Mapping[str, str]) -> dict[str, str]:
    proxy = f"http://127.0.0.1:{port}"
    told = f"{base.get('NO_PROXY', '')},{base.get('no_proxy', '')}".split(",")
    kept = [entry.strip() for entry in told if entry.strip() and not _hides_wechat(entry.strip())]
    without = ",".join(dict.fromkeys([*NEAR, *kept]))
    variables = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy")
    return {**dict.fromkeys(variables, proxy), "NO_PROXY": without, "no_proxy": without}


def _hides_wechat(exception: str) -> bool:
    """Whether an entry of NO_PROXY would lead past the front."""
    name = exception.lower().partition(":")[0].lstrip("*").lstrip(".")
    return not name or any(f".{known}".endswith(f".{name}") or name.endswith(f".{known}") for known in names.FAMILIES)


def _java(port: int, store: Path) -> list[str]:
    networks = ("127.*", "10.*", *(f"172.{second}.*" for second in range(16, 32)), "192.168.*")
    past = "|".join(("localhost", "*.localhost", "[::1]", *networks))
    properties = {
        "http.proxyHost": "127.0.0.1",
        "http.proxyPort": port,
        "https.proxyHost": "127.0.0.1",
        "https.proxyPort": port,
        "http.nonProxyHosts": past,
        "javax.net.ssl.trustStore": store,
        "javax.net.ssl.trustStoreType": "PKCS12",
        "javax.net.ssl.trustStorePassword": truststore.PASSWORD,
    }
    return [f'"-D{name}={value}"' if " " in str(value) else f"-D{name}={value}" for name, value in properties.items()]


def _joined(first: str, second: str | None, separator: str, *, also_empty: bool = False) -> str:
    """Two parts, the first once only: an environment may be made inside another."""
    if second and (first == second or second.startswith(first + separator)):
        return second
    return separator.join(part for part in (first, second) if part or (also_empty and part is not None))


def _certificates(paths: Iterable[Path]) -> bytes:
    """Every certificate of these files once; files that cannot be read are passed over."""
    found: dict[bytes, None] = {}
    for path in paths:
        try:
            found.update(dict.fromkeys(_CERTIFICATE.findall(path.read_bytes())))
        except OSError:
            continue
    return b"".join(certificate + b"\n" for certificate in found)

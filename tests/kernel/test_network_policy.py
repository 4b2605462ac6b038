"""Which addresses a lab and a live instance may reach."""

from hutong.kernel.network_policy import LAB, LIVE, NetworkPolicy

PRIVATE = [
    *("127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "0.0.0.0"),
    *("0.1.2.3", "198.18.0.1", "192.0.0.1", "::", "::1", "fc00::1", "fd12::1", "fec0::1", "::127.0.0.1"),
    *("::ffff:10.0.0.1", "::ffff:7f00:1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:db8::1"),
]
NEVER = ["169.254.169.254", "fe80::1", "fe80::1%eth0", "224.0.0.1", "255.255.255.255", "240.0.0.1", "ff02::1"]
NEVER += ["100.100.100.200", "fd00:ec2::254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "192.0.0.192", "", "x"]
PUBLIC = [
    "93.184.216.34",
    "8.8.8.8",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


def test_each_mode_has_its_reach() -> None:
    assert [address for address in PRIVATE if LIVE.allows(address)] == []
    assert [address for address in NEVER if LIVE.allows(address) or LAB.allows(address)] == []
    assert [address for address in PUBLIC if not LIVE.allows(address)] == []
    assert [address for address in PUBLIC if not LAB.allows(address)] == []
    in_the_lab = [address for address in PRIVATE if LAB.allows(address)]
    assert {"127.0.0.1", "10.1.2.3", "192.168.1.1", "100.64.0.1", "::1", "0.0.0.0"} <= set(in_the_lab)


def test_an_allow_list_names_networks_of_both_kinds() -> None:
    policy = NetworkPolicy(allow_private=False, allowed=("10.0.0.0/8", "fd12::/16", "169.254.7.7"))
    assert [a for a in ("10.1.2.3", "::ffff:10.1.2.3", "fd12::1", "169.254.7.7") if not policy.allows(a)] == []
    assert [a for a in ("192.168.1.1", "fd13::1", "169.254.169.254") if policy.allows(a)] == []

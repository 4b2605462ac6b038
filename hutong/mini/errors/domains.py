"""Naming where a program's requests may go, and filing names."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class DomainWrong(HutongError):
    """`entry` is no origin of its kind: https:// (wss:// for sockets) and a name, without a path, none of ours."""

    api_weixin = Errcode(85301, "the domain contains an unsupported entry")
    product = Problem(422, "domain_wrong")


class DomainNotFiled(HutongError):
    """`names` have no ICP filing of the program's owner."""

    api_weixin = Errcode(85301, "the domain contains an entry without ICP filing")
    product = Problem(409, "domain_not_filed")


class TooManyDomains(HutongError):
    """A list has at most `max` entries."""

    api_weixin = Errcode(85016, "the number of domains has reached the limit")
    product = Problem(409, "too_many_domains")


class NoDomainChange(HutongError):
    """There is nothing to add, take away or set."""

    api_weixin = Errcode(85017, "no domain to add or modify")
    product = Problem(422, "no_domain_change")


class DomainChangesUsedUp(HutongError):
    """The lists are changed at most `max` times a month."""

    api_weixin = Errcode(85302, "the domain changes of this month are used up")
    product = Problem(429, "domain_changes_used_up")


class TooManyWebDomains(HutongError):
    """At most `max` domains of web pages are named."""

    api_weixin = Errcode(89029, "the number of business domains has reached the limit")
    product = Problem(409, "too_many_web_domains")


class WebPagesClosed(HutongError):
    """Programs of individuals show no web pages of others."""

    api_weixin = Errcode(89231, "personal mini programs have no business domain")
    product = Problem(403, "web_pages_closed")


class FilingNameWrong(HutongError):
    """A filing is of a name such as example.com."""

    product = Problem(422, "filing_name_wrong")


class FilingThere(HutongError):
    """The name is filed, or waits to be."""

    product = Problem(409, "filing_there")


class FilingUnknown(HutongError):
    """The owner has no such filing."""

    product = Problem(404, "filing_not_found")


class FilingDecided(HutongError):
    """The filing was decided already."""

    product = Problem(409, "filing_decided")


class TooManyFilings(HutongError):
    """An owner files at most `max` names."""

    product = Problem(409, "too_many_filings")


class PrivacyWrong(HutongError):
    """A declaration names at most `max` kinds of information, each with what it is for."""

    api_weixin = Errcode(40097, "invalid args")
    product = Problem(422, "privacy_wrong")


class DomainActionWrong(HutongError):
    """Lists are added to, taken away from, set or read."""

    api_weixin = Errcode(85015, "invalid action")

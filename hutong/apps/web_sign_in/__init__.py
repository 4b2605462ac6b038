"""Signing in to websites as the person one is in the messenger: requests, consents, codes, tokens, domains.

A site sends a person to open.weixin.qq.com/connect/oauth2/authorize; `asking` answers with a code at once
(`snsapi_base`, or where they agreed before) or asks them first (`snsapi_userinfo`). The site's server trades the code
for a token of that person, and the token for who they are. Which hosts a code may be brought to is in `domains`.
"""

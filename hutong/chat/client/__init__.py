"""What the messenger asks of chat."""

from hutong.chat.client import arrivals, conversations, entries, groups, media, stream, sync, uploads

__all__ = ["arrivals", "conversations", "entries", "groups", "media", "stream", "sync", "uploads"]

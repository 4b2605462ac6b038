"""What the messenger asks of chat."""

from hutong.chat.client import conversations, entries, media, stream, sync, uploads

__all__ = ["conversations", "entries", "media", "stream", "sync", "uploads"]

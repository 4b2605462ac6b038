"""The door of chat: what other domains may call."""

from hutong.chat import (
    audiences,
    conversations,
    entry_views,
    groups,
    labels,
    memberships,
    peers,
    personal,
    posting,
    reading,
    searching,
    syncing,
    tallies,
    uploads,
    views,
    voices,
)
from hutong.chat.models import bodies, senders, tables

__all__ = [
    "SYSTEM",
    "Conversation",
    "ConversationView",
    "Entry",
    "EntryView",
    "Membership",
    "PackedPeople",
    "PeerPort",
    "SaidIn",
    "SaidOnDay",
    "Sender",
    "WrittenOnDay",
    "app_thread",
    "bodies",
    "broadcast_log",
    "clear_history",
    "conversation_view",
    "delete_for_me",
    "direct",
    "drop_label",
    "entries_of",
    "entry_of",
    "entry_view",
    "find_app_thread",
    "find_broadcast_log",
    "find_direct",
    "find_membership",
    "get_conversation",
    "get_conversations",
    "group",
    "join",
    "keep_playable",
    "labels_of",
    "leave",
    "listed_for",
    "log_topic",
    "mark_read",
    "may_post",
    "media_of",
    "memberships_of",
    "pack_people",
    "page_for",
    "people_of",
    "people_with_label",
    "personal_seq",
    "post",
    "put_label",
    "said_in",
    "said_with_app",
    "search_app",
    "set_hidden",
    "set_may_write",
    "show_typing",
    "start_group",
    "sync",
    "take_upload",
    "threads_of_app",
    "time_view",
    "unread",
    "written_to_app",
]

Conversation = tables.Conversation
ConversationView = views.ConversationView
Entry = tables.Entry
EntryView = entry_views.EntryView
Membership = tables.Membership
PackedPeople = audiences.PackedPeople
PeerPort = peers.PeerPort
Sender = senders.Sender
SYSTEM = senders.SYSTEM
SaidIn = tallies.SaidIn
SaidOnDay = tallies.SaidOnDay
WrittenOnDay = tallies.WrittenOnDay

# Conversations
direct = conversations.direct
app_thread = conversations.app_thread
broadcast_log = conversations.broadcast_log
group = conversations.group
start_group = groups.start
find_direct = conversations.find_direct
find_app_thread = conversations.find_app_thread
find_broadcast_log = conversations.find_broadcast_log
get_conversation = conversations.get
get_conversations = conversations.get_many
threads_of_app = conversations.threads_of_app
conversation_view = views.conversation_view

# Entries
post = posting.post
show_typing = posting.show_typing
entries_of = reading.entries_of
entry_of = reading.entry_of
page_for = reading.page_for
unread = reading.unread
said_in = tallies.said_in
said_with_app = tallies.said_with_app
written_to_app = tallies.written_to_app
search_app = searching.search_app
entry_view = entry_views.entry_view
time_view = entry_views.time_view
media_of = uploads.media_of
take_upload = uploads.take
keep_playable = voices.keep_playable

# Who reads them, and what they set for themselves
find_membership = memberships.find
memberships_of = memberships.intervals
people_of = memberships.people_of
may_post = memberships.may_post
join = memberships.join
leave = memberships.leave
log_topic = memberships.log_topic
set_hidden = memberships.set_hidden
set_may_write = memberships.set_may_write
mark_read = memberships.mark_read
clear_history = memberships.clear_history
delete_for_me = memberships.delete_for_me
personal_seq = personal.head_of
sync = syncing.sync

# Whom a broadcast is for
pack_people = audiences.pack
listed_for = audiences.listed_for
put_label = labels.put_label
drop_label = labels.drop_label
labels_of = labels.labels_of
people_with_label = labels.people_with_label

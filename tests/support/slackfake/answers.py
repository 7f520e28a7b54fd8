"""Which function answers which method."""

from collections.abc import Callable, Mapping

from support.slackfake import forms, reading, writing
from support.slackfake.asked import Asked
from support.slackfake.world import Record


def connections_open(asked: Asked) -> Record:
    return {"url": asked.slack.socket_url()}


ANSWERS: Mapping[str, Callable[[Asked], Record]] = {
    "apps.connections.open": connections_open,
    "assistant.threads.setStatus": writing.set_status,
    "assistant.threads.setSuggestedPrompts": writing.set_suggested_prompts,
    "assistant.threads.setTitle": writing.set_title,
    "auth.revoke": reading.auth_revoke,
    "auth.test": reading.auth_test,
    "bots.info": reading.bots_info,
    "chat.appendStream": writing.chat_append_stream,
    "chat.delete": writing.chat_delete,
    "chat.getPermalink": writing.chat_get_permalink,
    "chat.postEphemeral": writing.chat_post_ephemeral,
    "chat.postMessage": writing.chat_post_message,
    "chat.startStream": writing.chat_start_stream,
    "chat.stopStream": writing.chat_stop_stream,
    "chat.update": writing.chat_update,
    "conversations.history": reading.conversations_history,
    "conversations.info": reading.conversations_info,
    "conversations.members": reading.conversations_members,
    "conversations.open": reading.conversations_open,
    "conversations.replies": reading.conversations_replies,
    "files.completeUploadExternal": forms.complete_upload,
    "files.getUploadURLExternal": forms.get_upload_url,
    "files.info": forms.files_info,
    "oauth.v2.access": reading.oauth_access,
    "usergroups.list": reading.usergroups_list,
    "users.info": reading.users_info,
    "users.list": reading.users_list,
    "views.open": forms.views_open,
    "views.publish": forms.views_publish,
    "views.update": forms.views_update,
}

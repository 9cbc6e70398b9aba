"""server.py: a Realtime server that shares no line with ours. It validates every event of a client's with the vendor's
model, answers as the vendor's documentation has it, and validates that too. It prints its URL; when it is told to end
(SIGTERM) it ends with 1 if any client has broken a rule.

The handshake's `model` chooses a behaviour: `no-such-model` is refused with 4004, `busy` with HTTP 429 the first time,
`broken` breaks off in mid answer with 1011. A key that ends in `wrong` is refused with 3000, the beta header with 4000."""

import asyncio
import base64
import http
import itertools
import json
import math
import signal
import struct
import sys
import urllib.parse

import vendor
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

RATE = 24_000
WORDS = ["Thank you ", "for calling."]
LOUD = 1_000
numbers = itertools.count(1)
complaints = []
refused_as_busy = set()


def answer_sound():
    """Half a second of 300 Hz."""
    return b"".join(struct.pack("<h", round(8_000 * math.sin(2 * math.pi * 300 * i / RATE))) for i in range(RATE // 2))


def new(prefix):
    return f"{prefix}_{next(numbers)}"


def complain(text):
    complaints.append(text)
    print("complaint:", text, file=sys.stderr, flush=True)


def merged(below, over):
    result = dict(below)
    for name, value in over.items():
        result[name] = merged(result[name], value) if isinstance(value, dict) and isinstance(result.get(name), dict) else value
    return result


class Peer:
    def __init__(self, wire, model, transcription):
        self.wire = wire
        self.model = model
        self.buffer = b""
        self.loud_at = self.quiet_since = None
        self.base = 0
        self.last_item = None
        self.items = {}
        audio = {"input": {"format": {"type": "audio/pcm", "rate": RATE}, "transcription": None, "noise_reduction": None,
                           "turn_detection": {"type": "server_vad", "threshold": 0.5, "prefix_padding_ms": 300,
                                              "silence_duration_ms": 200, "create_response": True,
                                              "interrupt_response": True}}}
        self.session = {"type": "transcription", "object": "realtime.transcription_session", "id": new("sess"),
                        "audio": audio} if transcription else {
            "type": "realtime", "object": "realtime.session", "id": new("sess"), "model": model,
            "output_modalities": ["audio"], "instructions": "", "tools": [], "tool_choice": "auto",
            "max_output_tokens": "inf", "tracing": None, "truncation": "auto", "prompt": None, "include": None,
            "expires_at": 4_000_000_000,
            "audio": audio | {"output": {"format": {"type": "audio/pcm", "rate": RATE}, "voice": "alloy", "speed": 1.0}}}

    async def say(self, kind, **members):
        text = json.dumps({"type": kind, "event_id": new("event")} | members)
        vendor.judged(vendor.SERVER, text)
        await self.wire.send(text)

    async def refuse(self, code, message, event_id=None, param=None):
        await self.say("error", error={"type": "invalid_request_error", "code": code, "message": message, "param": param,
                                       "event_id": event_id})

    async def hear(self, raw):
        if isinstance(raw, bytes):
            complain("a binary message")
            return
        event = json.loads(raw)
        try:
            vendor.judged(vendor.CLIENT, raw)
        except vendor.Objection as objection:
            complain(f"{event.get('type')}: {objection}")
            await self.refuse("invalid_value", str(objection), event.get("event_id"))
            return
        await getattr(self, event["type"].replace(".", "_"))(event)

    async def session_update(self, event):
        if event["session"]["type"] != self.session["type"]:
            complain("a session of another type")
        self.session = merged(self.session, event["session"])
        await self.say("session.updated", session=self.session)

    async def input_audio_buffer_append(self, event):
        sound = base64.b64decode(event["audio"], validate=True)
        if len(sound) % 2 or len(event["audio"]) > 15 * 2**20:
            complain(f"an append of {len(sound)} bytes")
        self.buffer += sound
        if self.session["audio"]["input"]["turn_detection"]:
            await self.listen(sound)

    async def listen(self, sound):
        """Loud or not, 10 ms at a time."""
        for i in range(0, len(sound), RATE // 100 * 2):
            piece = sound[i : i + RATE // 100 * 2]
            now = self.base + (len(self.buffer) - len(sound) + i) // 48
            if max(map(abs, struct.unpack(f"<{len(piece) // 2}h", piece)), default=0) > LOUD:
                if self.loud_at is None:
                    self.loud_at, self.speech_item = now, new("item")
                    await self.say("input_audio_buffer.speech_started", audio_start_ms=now, item_id=self.speech_item)
                self.quiet_since = None
            elif self.loud_at is not None:
                self.quiet_since = now if self.quiet_since is None else self.quiet_since
                if now - self.quiet_since >= self.session["audio"]["input"]["turn_detection"].get("silence_duration_ms", 200):
                    self.loud_at = self.quiet_since = None
                    await self.say("input_audio_buffer.speech_stopped", audio_end_ms=now, item_id=self.speech_item)
                    await self.commit(self.speech_item)
                    if self.session["type"] == "realtime":
                        await self.answer({})

    async def input_audio_buffer_commit(self, event):
        if len(self.buffer) < 4_800:
            await self.refuse("input_audio_buffer_commit_empty", "buffer too small", event.get("event_id"))
        else:
            await self.commit(new("item"))

    async def commit(self, item_id):
        seconds = len(self.buffer) / 2 / RATE
        self.base += len(self.buffer) // 48
        self.buffer = b""
        await self.say("input_audio_buffer.committed", item_id=item_id, previous_item_id=self.last_item)
        await self.add({"id": item_id, "object": "realtime.item", "type": "message", "status": "completed", "role": "user",
                        "content": [{"type": "input_audio", "transcript": None}]})
        if self.session["audio"]["input"].get("transcription"):
            place = {"item_id": item_id, "content_index": 0}
            kind = "conversation.item.input_audio_transcription."
            await self.say(kind + "delta", **place, delta="You spoke.")
            await self.say(kind + "completed", **place, transcript="You spoke.",
                           usage={"type": "duration", "seconds": seconds})

    async def add(self, item):
        self.items[item["id"]] = item
        for kind in "conversation.item.added", "conversation.item.done":
            await self.say(kind, item=item, previous_item_id=self.last_item)
        self.last_item = item["id"]

    async def input_audio_buffer_clear(self, _):
        self.buffer = b""
        await self.say("input_audio_buffer.cleared")

    async def conversation_item_create(self, event):
        await self.add({"id": new("item"), "object": "realtime.item", "status": "completed"} | event["item"])

    async def conversation_item_retrieve(self, event):
        await self.say("conversation.item.retrieved", item=self.items[event["item_id"]])

    async def conversation_item_delete(self, event):
        self.items.pop(event["item_id"])
        await self.say("conversation.item.deleted", item_id=event["item_id"])

    async def conversation_item_truncate(self, event):
        await self.say("conversation.item.truncated", item_id=event["item_id"], content_index=event["content_index"],
                       audio_end_ms=event["audio_end_ms"])

    async def response_cancel(self, event):
        await self.refuse("response_cancel_not_active", "Cancellation failed: no active response found",
                          event.get("event_id"))

    async def response_create(self, event):
        await self.answer(event.get("response") or {})

    async def answer(self, asked):
        spoken = asked.get("output_modalities", self.session["output_modalities"]) == ["audio"]
        response = {"id": new("resp"), "object": "realtime.response", "status": "in_progress", "status_details": None,
                    "output": [], "conversation_id": "conv_1", "output_modalities": ["audio" if spoken else "text"],
                    "max_output_tokens": "inf", "metadata": asked.get("metadata"), "usage": None}
        item = {"id": new("item"), "object": "realtime.item", "type": "message", "status": "in_progress",
                "role": "assistant", "content": []}
        ids = {"response_id": response["id"], "item_id": item["id"], "output_index": 0, "content_index": 0}
        words = "".join(WORDS)
        await self.say("response.created", response=response)
        await self.say("response.output_item.added", response_id=response["id"], output_index=0, item=item)
        await self.say("conversation.item.added", item=item, previous_item_id=self.last_item)
        part = {"type": "audio", "transcript": ""} if spoken else {"type": "text", "text": ""}
        await self.say("response.content_part.added", **ids, part=part)
        sound = answer_sound()
        for i, word in enumerate(WORDS):
            await self.say("response.output_audio_transcript.delta" if spoken else "response.output_text.delta", **ids,
                           delta=word)
            if spoken:
                half = sound[i * len(sound) // 2 : (i + 1) * len(sound) // 2]
                await self.say("response.output_audio.delta", **ids, delta=base64.b64encode(half).decode())
            if self.model == "broken":
                await self.wire.close(1011, "server_error.internal")
                return
        if spoken:
            await self.say("response.output_audio.done", **ids)
            await self.say("response.output_audio_transcript.done", **ids, transcript=words)
        else:
            await self.say("response.output_text.done", **ids, text=words)
        part = {"type": "audio", "transcript": words} if spoken else {"type": "text", "text": words}
        await self.say("response.content_part.done", **ids, part=part)
        content = {"type": "output_audio", "transcript": words} if spoken else {"type": "output_text", "text": words}
        item |= {"status": "completed", "content": [content]}
        await self.say("conversation.item.done", item=item, previous_item_id=self.last_item)
        self.items[item["id"]] = item
        self.last_item = item["id"]
        await self.say("response.output_item.done", response_id=response["id"], output_index=0, item=item)
        usage = {"total_tokens": 40, "input_tokens": 20, "output_tokens": 20,
                 "input_token_details": {"text_tokens": 5, "audio_tokens": 15, "image_tokens": 0, "cached_tokens": 4,
                                         "cached_tokens_details": {"text_tokens": 4, "audio_tokens": 0, "image_tokens": 0}},
                 "output_token_details": {"text_tokens": 10, "audio_tokens": 10}}
        await self.say("response.done", response=response | {"status": "completed", "output": [item], "usage": usage})
        await self.say("rate_limits.updated",
                       rate_limits=[{"name": "tokens", "limit": 1000, "remaining": 960, "reset_seconds": 0.5}])


def query(request):
    return urllib.parse.parse_qs(urllib.parse.urlsplit(request.path).query)


def door(connection, request):
    asked = query(request)
    if not urllib.parse.urlsplit(request.path).path.endswith("/realtime"):
        complain("dialled " + request.path)
    if len([name for name in asked if name in ("model", "intent", "call_id")]) != 1:
        complain("dialled with " + request.path)
    if asked.get("model") == ["busy"] and request.path not in refused_as_busy:
        refused_as_busy.add(request.path)
        response = connection.respond(http.HTTPStatus.TOO_MANY_REQUESTS,
                                      json.dumps({"error": {"message": "Slow down.", "code": "rate_limit_exceeded"}}))
        response.headers["Retry-After"] = "0"
        return response
    return None


async def visit(wire):
    asked = query(wire.request)
    peer = Peer(wire, asked.get("model", [""])[0], asked.get("intent") == ["transcription"])
    key = wire.request.headers.get("Authorization", "")
    refusal = None
    if not key.startswith("Bearer "):
        complain("no key")
    elif key.endswith("wrong"):
        refusal = "invalid_api_key", "Incorrect API key provided.", 3000
    if "OpenAI-Beta" in wire.request.headers:
        refusal = "beta_api_shape_disabled", "The Realtime Beta API is no longer supported.", 4000
    elif peer.model == "no-such-model":
        refusal = "model_not_found", "The model does not exist.", 4004
    try:
        if refusal:
            code, message, close = refusal
            await peer.refuse(code, message)
            await wire.close(close, "invalid_request_error." + code)
            return
        await peer.say("session.created", session=peer.session)
        async for raw in wire:
            await peer.hear(raw)
    except ConnectionClosed:
        pass
    except Exception as error:  # a fault of this server's: whoever relies on it has to know
        complain(f"this server failed: {error!r}")
        raise


async def main():
    stop = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set_result, None)
    async with serve(visit, "127.0.0.1", 0, process_request=door, max_size=None) as server:
        print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
        await stop
    return 1 if complaints else 0


sys.exit(asyncio.run(main()))

"""drive.py URL REALTIME_URL: talks to two running servers of ours with the vendor's own client, the PyPI package `openai`,
as its users do, and validates everything it hears with the vendor's model. The first server echoes at once, the second in
real time. Exit code 1 and a line for every scenario that went wrong."""

import asyncio
import base64
import math
import struct
import sys
import traceback

import vendor
from openai import AsyncOpenAI

MODEL = "gpt-realtime-2.1"
PATIENCE = 20
RATE = 24_000
MANUAL = {"type": "realtime", "audio": {"input": {"turn_detection": None}}}


def tone(seconds, hertz=440):
    return b"".join(
        struct.pack("<h", round(12_000 * math.sin(2 * math.pi * hertz * i / RATE))) for i in range(round(RATE * seconds))
    )


def silence(seconds):
    return bytes(2 * round(RATE * seconds))


class Talk:
    """One connection, and everything that was heard on it, as the vendor's types."""

    def __init__(self, connection):
        self.wire = connection
        self.heard = []

    async def next(self):
        raw = await asyncio.wait_for(self.wire.recv_bytes(), PATIENCE)
        typed = vendor.judged(vendor.SERVER, raw)
        assert type(typed) is type(self.wire.parse_event(raw)), f"the client takes it for something else: {raw[:200]}"
        self.heard.append(typed)
        return typed

    async def until(self, kind):
        """Everything up to the first event of that type."""
        events = [await self.next()]
        while events[-1].type != kind:
            assert events[-1].type != "error" or kind == "error", events[-1].error.message
            events.append(await self.next())
        return events

    async def only(self, kind):
        return (await self.until(kind))[-1]

    async def configure(self, session):
        await self.only("session.created")
        await self.wire.session.update(session=session)
        return (await self.only("session.updated")).session

    async def say(self, sound, chunk=9_600):
        for i in range(0, len(sound), chunk):
            await self.wire.input_audio_buffer.append(audio=base64.b64encode(sound[i : i + chunk]).decode())

    async def ask(self, sound):
        await self.say(sound)
        await self.wire.input_audio_buffer.commit()
        await self.wire.response.create()


def of(events, kind):
    return [event for event in events if event.type == kind]


def sound(events):
    return b"".join(base64.b64decode(event.delta) for event in of(events, "response.output_audio.delta"))


def text(events, kind):
    return "".join(event.delta for event in of(events, kind))


async def a_turn_is_echoed(talk):
    session = await talk.configure(MANUAL)
    assert session.output_modalities == ["audio"] and session.audio.input.turn_detection is None
    said = tone(1.5)
    await talk.ask(said)
    events = await talk.until("response.done")
    assert sound(events) == said, "another sound came back"
    assert text(events, "response.output_audio_transcript.delta") == of(
        events, "response.output_audio_transcript.done"
    )[0].transcript, "the words do not add up"
    order = [event.type for event in events]
    for earlier, later in (
        ("input_audio_buffer.committed", "conversation.item.added"),
        ("response.created", "response.output_item.added"),
        ("response.output_item.added", "response.content_part.added"),
        ("response.content_part.added", "response.output_audio.delta"),
        ("response.output_audio.done", "response.content_part.done"),
        ("response.content_part.done", "response.output_item.done"),
    ):
        assert order.index(earlier) < order.index(later), f"{later} came before {earlier}"
    done = events[-1].response
    assert done.status == "completed" and done.usage.output_token_details.audio_tokens == 30, done.usage
    assert done.usage.total_tokens == done.usage.input_tokens + done.usage.output_tokens


async def a_text_is_answered_in_text(talk):
    await talk.configure({"type": "realtime", "output_modalities": ["text"]})
    await talk.wire.conversation.item.create(
        item={"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Hello?"}]}
    )
    assert (await talk.only("conversation.item.done")).item.content[0].text == "Hello?"
    await talk.wire.response.create()
    events = await talk.until("response.done")
    assert text(events, "response.output_text.delta") == of(events, "response.output_text.done")[0].text != ""
    assert not of(events, "response.output_audio.delta")


async def the_server_ends_a_turn_by_listening(talk):
    await talk.configure(
        {"type": "realtime", "audio": {"input": {"turn_detection": {"type": "server_vad", "silence_duration_ms": 300}}}}
    )
    await talk.say(silence(0.5) + tone(1) + silence(1))
    events = await talk.until("response.done")
    started, stopped = of(events, "input_audio_buffer.speech_started")[0], of(events, "input_audio_buffer.speech_stopped")[0]
    assert 0 <= started.audio_start_ms <= 500 and 1_400 <= stopped.audio_end_ms <= 2_000, (started, stopped)
    assert started.item_id == stopped.item_id == of(events, "input_audio_buffer.committed")[0].item_id
    assert events[-1].response.status == "completed"


async def what_was_said_is_transcribed(talk):
    await talk.configure({
        "type": "realtime",
        "audio": {"input": {"turn_detection": None, "transcription": {"model": "gpt-realtime-whisper", "language": "en"}}},
    })
    await talk.say(tone(1))
    await talk.wire.input_audio_buffer.commit()
    done = await talk.only("conversation.item.input_audio_transcription.completed")
    assert done.transcript and done.usage.type == "duration" and done.usage.seconds == 1


async def a_session_only_transcribes(talk):
    session = await talk.configure(
        {"type": "transcription", "audio": {"input": {"transcription": {"model": "gpt-realtime-whisper"}, "turn_detection": None}}}
    )
    assert session.type == "transcription"
    await talk.say(tone(1))
    await talk.wire.input_audio_buffer.commit()
    assert (await talk.only("conversation.item.input_audio_transcription.completed")).transcript


async def an_answer_is_cancelled_and_cut(talk):
    await talk.configure(MANUAL)
    await talk.ask(tone(5))
    first = await talk.only("response.output_audio.delta")
    await talk.wire.response.cancel()
    done = (await talk.only("response.done")).response
    assert done.status == "cancelled" and done.status_details.reason == "client_cancelled", done
    await talk.wire.conversation.item.truncate(item_id=first.item_id, content_index=0, audio_end_ms=100)
    assert (await talk.only("conversation.item.truncated")).audio_end_ms == 100


async def a_second_answer_at_once_is_refused(talk):
    await talk.configure(MANUAL)
    await talk.ask(tone(3))
    await talk.only("response.created")
    await talk.wire.response.create(event_id="second")
    error = (await talk.only("error")).error
    assert error.code == "conversation_already_has_active_response" and error.event_id == "second", error
    await talk.wire.response.cancel()
    await talk.only("response.done")


async def speech_interrupts_an_answer(talk):
    await talk.configure(
        {"type": "realtime", "audio": {"input": {"turn_detection": {"type": "server_vad", "silence_duration_ms": 300}}}}
    )
    await talk.say(tone(3) + silence(1))
    await talk.only("response.output_audio.delta")
    await talk.say(tone(1))
    events = await talk.until("response.done")
    assert of(events, "input_audio_buffer.speech_started")
    assert events[-1].response.status == "cancelled", events[-1].response.status
    assert events[-1].response.status_details.reason == "turn_detected"


async def mistakes_are_named(talk):
    await talk.configure(MANUAL)
    await talk.wire.input_audio_buffer.commit(event_id="empty")
    error = (await talk.only("error")).error
    assert error.code == "input_audio_buffer_commit_empty" and error.event_id == "empty", error
    await talk.wire.session.update(session={"type": "realtime", "modalities": ["text"]}, event_id="beta")
    error = (await talk.only("error")).error
    assert error.code == "unknown_parameter" and error.param == "session.modalities" and error.event_id == "beta", error
    await talk.wire.response.cancel(event_id="nothing")
    assert (await talk.only("error")).error.code == "response_cancel_not_active"
    await talk.wire.conversation.item.truncate(item_id="nobody", content_index=0, audio_end_ms=1)
    assert (await talk.only("error")).error.code == "item_truncate_invalid_item_id"


async def an_answer_stays_out_of_the_conversation(talk):
    await talk.configure(MANUAL)
    await talk.wire.response.create(response={
        "conversation": "none",
        "output_modalities": ["text"],
        "metadata": {"topic": "weather"},
        "input": [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Rain?"}]}],
    })
    events = await talk.until("response.done")
    assert events[-1].response.metadata == {"topic": "weather"} and events[-1].response.conversation_id is None
    assert not of(events, "conversation.item.added")


async def items_are_fetched_and_removed(talk):
    await talk.configure(MANUAL)
    said = tone(0.3)
    await talk.say(said)
    await talk.wire.input_audio_buffer.commit()
    item = (await talk.only("conversation.item.done")).item
    await talk.wire.conversation.item.retrieve(item_id=item.id)
    assert base64.b64decode((await talk.only("conversation.item.retrieved")).item.content[0].audio) == said
    await talk.wire.conversation.item.delete(item_id=item.id)
    assert (await talk.only("conversation.item.deleted")).item_id == item.id
    await talk.say(said)
    await talk.wire.input_audio_buffer.clear()
    await talk.only("input_audio_buffer.cleared")
    await talk.wire.input_audio_buffer.commit()
    assert (await talk.only("error")).error.code == "input_audio_buffer_commit_empty"


AT_ONCE = [
    a_turn_is_echoed,
    a_text_is_answered_in_text,
    the_server_ends_a_turn_by_listening,
    what_was_said_is_transcribed,
    a_session_only_transcribes,
    mistakes_are_named,
    an_answer_stays_out_of_the_conversation,
    items_are_fetched_and_removed,
]
IN_REAL_TIME = [an_answer_is_cancelled_and_cut, a_second_answer_at_once_is_refused, speech_interrupts_an_answer]


async def carry_out(scenario, url):
    client = AsyncOpenAI(api_key="sk-nobody", base_url=url.removesuffix("/realtime").replace("ws://", "http://"))
    transcription = scenario is a_session_only_transcribes
    arguments = {"extra_query": {"intent": "transcription"}} if transcription else {"model": MODEL}
    async with client.realtime.connect(**arguments) as connection:
        talk = Talk(connection)
        try:
            await scenario(talk)
            return len(talk.heard)
        except Exception:
            print(f"{scenario.__name__}: FAILED after {[event.type for event in talk.heard][-5:]}")
            traceback.print_exc(limit=-2, file=sys.stdout)
            return 0


async def main(at_once, in_real_time):
    failed = heard = 0
    for scenarios, url in ((AT_ONCE, at_once), (IN_REAL_TIME, in_real_time)):
        for scenario in scenarios:
            events = await carry_out(scenario, url)
            failed += events == 0
            heard += events
    print(f"{len(AT_ONCE) + len(IN_REAL_TIME)} scenarios, {failed} failed, {heard} events judged")
    return 1 if failed or not heard else 0


sys.exit(asyncio.run(main(*sys.argv[1:])))

"""The vendor's typed model of the Realtime API, from the PyPI package `openai`, as a judge: it refuses wrong and missing
members, and, unlike the package's own client, members that it does not know."""

from pydantic import BaseModel, TypeAdapter, ValidationError

from openai.types.realtime import RealtimeClientEvent, RealtimeServerEvent

CLIENT = TypeAdapter(RealtimeClientEvent)
SERVER = TypeAdapter(RealtimeServerEvent)

# What the vendor's server sends and this package's types of server events leave out: the first three it has in
# RealtimeSessionCreateResponse and its transcription counterpart, the last the vendor's other packages have.
LEFT_OUT = {"session.id", "session.object", "session.expires_at", "response.status_details.error.message"}


class Objection(Exception):
    """What the vendor's model has against an event."""


def judged(adapter, event):
    """The event as the vendor's type; `event` is JSON text."""
    try:
        typed = adapter.validate_json(event)
    except ValidationError as error:
        raise Objection(shortest(error)) from None
    unknown = sorted(set(strays(typed, "")) - (LEFT_OUT if adapter is SERVER else set()))
    if unknown:
        raise Objection("unknown members: " + ", ".join(unknown))
    return typed


def shortest(error):
    """Of a union's many objections those of the member that came closest, which knows the event's type."""
    by_branch = {}
    for problem in error.errors(include_url=False, include_input=False):
        branch, rest = problem["loc"][:1], problem["loc"][1:]
        by_branch.setdefault(branch, []).append((rest, problem["msg"]))
    closest = [b for b in by_branch.values() if not any(rest == ("type",) for rest, _ in b)] or list(by_branch.values())
    return "; ".join(".".join(map(str, rest)) + ": " + message for rest, message in min(closest, key=len))


def strays(value, path):
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield f"{path}.{name}".lstrip(".")
        for name in type(value).model_fields:
            yield from strays(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list):
        for i, element in enumerate(value):
            yield from strays(element, f"{path}[{i}]")

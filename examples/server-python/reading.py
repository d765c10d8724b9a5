"""Reads what clients send. Nothing of it is trusted."""

import base64
import binascii
import json
import re


class Problem(Exception):
    """A refusal, of a whole call or of one member of it."""

    def __init__(self, status, code, message, retry_after=None):
        super().__init__(message)
        self.retry_after = retry_after
        self.body = {"status": status, "code": code, "message": message}
        if retry_after is not None:
            self.body["retryAfterSeconds"] = retry_after


def invalid(message, status=422):
    return Problem(status, "request-invalid", message)


def refuse_constant(name):
    raise ValueError(f"{name} is no JSON.")


def read_json(data):
    try:
        return json.loads(data.decode("utf-8"), parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        raise invalid("The body must be JSON.", 400) from None


def read_object(value, what):
    if isinstance(value, dict):
        return value
    raise invalid(f"{what} must be an object.")


def read_members(body, name):
    members = read_object(body, "The body").get(name)
    if isinstance(members, list) and 1 <= len(members) <= 100:
        return members
    raise invalid(f"`{name}` must be a list of 1 to 100.")


def read_text(fields, name, least, most):
    value = fields.get(name)
    if isinstance(value, str) and least <= len(value) <= most and clean(value) == value:
        return value
    raise invalid(f"`{name}` must be a text of {least} to {most} characters.")


def read_integer(fields, name, least, most):
    value = fields.get(name)
    # In Python, True is an integer as well.
    if type(value) is int and least <= value <= most:
        return value
    raise invalid(f"`{name}` must be a whole number of at least {least}.")


def read_name(fields):
    """A file system may have names that are no text, which SQLite cannot keep."""
    name = fields.get("name")
    if isinstance(name, str) and len(name) <= 1024:
        return clean(name)
    raise invalid("`name` must be a text of at most 1024 characters.")


def clean(text):
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")


def read_announced(value):
    """A file as the client describes it."""
    fields = read_object(value, "A file")
    metadata = fields.get("metadata")
    metadata = {} if metadata is None else read_object(metadata, "`metadata`")
    if not is_flat(metadata, 32) or len(json.dumps(metadata)) > 16_384:
        raise invalid("`metadata` is longer than 16 kB, or too deep.")
    return {
        "name": read_name(fields),
        "size": read_integer(fields, "size", 0, 2**53 - 1),
        "type": read_type(fields),
        "sha256": read_sha256(fields.get("digest")),
        "image": read_image(fields.get("image")),
        "metadata": metadata,
    }


def is_flat(value, levels):
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(is_flat(member, levels - 1) for member in members)


def read_type(fields):
    """It is signed, and comes back in a header, so it must not break one."""
    value = read_text(fields, "type", 3, 255)
    if re.fullmatch(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(; ?[\x20-\x7e]+)?", value, re.ASCII):
        return value
    raise invalid("`type` must be a MIME type.")


def read_sha256(value):
    digest = read_object(value, "`digest`")
    text = digest.get("base64")
    try:
        if digest.get("algorithm") == "sha-256" and len(base64.b64decode(text, validate=True)) == 32:
            return text
    except (binascii.Error, TypeError, ValueError):
        pass
    raise invalid("`digest` must be a SHA-256 in base64.")


def read_image(value):
    if value is None:
        return {}
    fields = read_object(value, "`image`")
    image = {side: read_integer(fields, side, 1, 2**31 - 1) for side in ("width", "height")}
    if fields.get("blurhash") is not None:
        image["blurhash"] = read_text(fields, "blurhash", 6, 200)
    return image


def read_id(value):
    """Anything that the server cannot have given is as unknown as what it has not given."""
    return value if isinstance(value, str) and re.fullmatch(r"[0-9a-f]{32}", value) else ""

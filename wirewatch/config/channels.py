"""The channels of config/alerts.yaml: whom rules tell."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from processors.alerts.dialect import can_be_signed
from processors.alerts.sign import read_secret
from wirewatch.config.bundles import NO_BUNDLE, bundle_of, usual_bundle
from wirewatch.config.hours import QuietSpec, quiet_of
from wirewatch.config.templates import TemplateSpec, template_of
from wirewatch.config.times import parse_span
from wirewatch.config.yaml_file import YamlFile, attempt, valid_parts, validate_part
from wirewatch.errors import Mistake

if TYPE_CHECKING:
    from processors.alerts.quiet_hours import QuietHours
    from processors.alerts.template import Template


Variable = Annotated[str, Field(pattern="^[A-Za-z_][A-Za-z0-9_]*$")]
"""The name of one in the environment."""


class Channel(Struct, frozen=True):
    """One way to tell somebody. `url` is None where its secret is not in the environment."""

    name: str
    url: str | None
    secret_env: str | None = None
    line: int = 0
    """Where it stands in the file."""
    template: "Template | None" = None
    """The form of its messages; None for the usual one."""
    fallback: "Fallback | None" = None
    quiet: "QuietHours | None" = None
    bundle: int = NO_BUNDLE
    """How many alerts that wait together are one message; NO_BUNDLE for each by itself."""
    signing: tuple["SigningSecret", ...] = ()
    """With each of them a webhook is signed: two while the secret is changed."""

    @property
    def unset(self) -> str | None:
        """The first variable that is not set and without which nothing can be sent, or None."""
        if self.url is None:
            return self.secret_env
        return next((one.env for one in self.signing if one.secret is None), None)


class SigningSecret(Struct, frozen=True):
    """A secret that a webhook is signed with: its variable, and its bytes, None where the variable is not set."""

    env: str
    secret: bytes | None

    def __repr__(self) -> str:
        """Name the variable alone."""
        return f"SigningSecret({self.env!r})"


class Fallback(Struct, frozen=True):
    """Who gets what a channel did not take: at last, and where `after` is given, already after so long a wait."""

    to: str
    after: timedelta | None = None


class FallbackSpec(BaseModel):
    """What `fallback` says, where it is not only a name."""

    model_config = ConfigDict(extra="forbid")
    to: str
    after: str | None = None


def _as_list(written: Any) -> Any:
    """Take one name for a list of one."""
    return [written] if isinstance(written, str) else written


class ChannelSpec(BaseModel):
    """One entry of `channels`."""

    model_config = ConfigDict(extra="forbid")
    url: str | None = None
    secret_env: Variable | None = None
    template: TemplateSpec | str | None = None
    fallback: FallbackSpec | str | None = None
    quiet: QuietSpec | None = None
    bundle: Any = None
    sign_env: Annotated[list[Variable], BeforeValidator(_as_list)] = []

    @model_validator(mode="after")
    def _has_one(self) -> "ChannelSpec":
        if not (self.url or self.secret_env):
            raise ValueError(
                "has no address; write `url`, or `secret_env` with the name of the variable that holds it"
            )
        return self


def channels_of(
    yaml_file: YamlFile, written: Mapping[str, Any], environment: Mapping[str, str], mistakes: list[Mistake]
) -> dict[str, Channel]:
    """Give the channels by name, each with the address that its `secret_env` has in `environment`, or its `url`.

    One with something wrong is left out, and all that is wrong is added to `mistakes`.
    """
    specs: dict[str, ChannelSpec] = {}
    wrong = set()
    for name, data in written.items():
        place = ("channels", name)
        spec = validate_part(yaml_file, place, data, ChannelSpec, mistakes)
        if spec is None:
            wrong.add(name)
            spec = valid_parts(ChannelSpec, {"url": "log:"}, data)
        if spec:
            specs[name] = spec
    channels = {}
    for name, spec in specs.items():
        before = len(mistakes)
        url = environment.get(spec.secret_env) or None if spec.secret_env else spec.url
        bundle = attempt(mistakes, bundle_of, yaml_file, ("channels", name, "bundle"), spec.bundle)
        channel = Channel(
            name,
            url,
            spec.secret_env,
            yaml_file.line(("channels", name)),
            attempt(mistakes, template_of, yaml_file, ("channels", name, "template"), spec.template),
            attempt(mistakes, _fallback, yaml_file, name, specs, written),
            attempt(mistakes, quiet_of, yaml_file, ("channels", name, "quiet"), spec.quiet),
            usual_bundle(url) if bundle is None else bundle,
            attempt(mistakes, _signing, yaml_file, name, spec, url, environment) or (),
        )
        if len(mistakes) == before and name not in wrong:
            channels[name] = channel
    return channels


def _signing(
    yaml_file: YamlFile, name: str, spec: ChannelSpec, url: str | None, environment: Mapping[str, str]
) -> tuple[SigningSecret, ...]:
    """Give the secrets that a channel signs with. Raises Mistake, which shows none of them."""
    place = ("channels", name, "sign_env")
    if spec.sign_env and url is not None and not can_be_signed(url):
        mend = "leave it out, or give the channel a webhook's address: json://... or jsons://..."
        raise yaml_file.mistake(place, f"{name!r} is no webhook, and nothing else can be signed", mend)
    found = []
    for env in spec.sign_env:
        written = environment.get(env) or None
        try:
            found.append(SigningSecret(env, read_secret(written) if written else None))
        except ValueError as error:
            mend = "make one: `openssl rand -base64 32`"
            raise yaml_file.mistake(place, f"{env}: {error}", mend) from None
    return tuple(found)


def _fallback(
    yaml_file: YamlFile, name: str, specs: Mapping[str, ChannelSpec], written: Mapping[str, Any]
) -> Fallback | None:
    """Give a channel's fallback: another channel, which has none itself, or an alert could go round and round."""
    place, spec = ("channels", name, "fallback"), specs[name].fallback
    if spec is None:
        return None
    if isinstance(spec, str):
        spec = FallbackSpec(to=spec)
    if spec.to not in written:
        known = ", ".join(other for other in written if other != name) or "none"
        raise yaml_file.mistake(place, f"unknown channel {spec.to!r}", f"add it (known: {known})")
    if spec.to == name or (spec.to in specs and specs[spec.to].fallback is not None):
        message = (
            f"the fallback of {name!r} has a fallback itself"
            if spec.to != name
            else f"{name!r} stands in for itself"
        )
        raise yaml_file.mistake(place, message, "name a channel without one")
    try:
        return Fallback(spec.to, parse_span(spec.after) if spec.after else None)
    except ValueError as error:
        raise yaml_file.mistake(place, str(error)) from None

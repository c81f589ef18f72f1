"""The channels of config/alerts.yaml: whom rules tell."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, model_validator

from wirewatch.config import templates
from wirewatch.config.source import Document
from wirewatch.config.templates import TemplateSpec, template_of

if TYPE_CHECKING:
    from processors.template import Template

KEYS = ("url", "secret_env", *templates.KEYS)


class Channel(Struct, frozen=True):
    """One way to tell somebody. `url` is None where its secret is not in the environment."""

    name: str
    url: str | None
    secret_env: str | None = None
    line: int = 0
    """Where it stands in the file."""
    template: "Template | None" = None
    """The form of its messages; None for the usual one."""


class ChannelSpec(BaseModel):
    """One entry of `channels`."""

    model_config = ConfigDict(extra="forbid")
    url: str | None = None
    secret_env: str | None = Field(None, pattern="^[A-Za-z_][A-Za-z0-9_]*$")
    template: TemplateSpec | str | None = None

    @model_validator(mode="after")
    def _has_one(self) -> "ChannelSpec":
        if not (self.url or self.secret_env):
            raise ValueError(
                "a channel needs `url`, or `secret_env` with the name of the variable that holds it"
            )
        return self


def channels_of(
    document: Document, specs: Mapping[str, ChannelSpec], environment: Mapping[str, str]
) -> dict[str, Channel]:
    """Give the channels by name, each with the address that its `secret_env` has in `environment`, or its `url`."""
    return {
        name: Channel(
            name,
            environment.get(spec.secret_env) or None if spec.secret_env else spec.url,
            spec.secret_env,
            document.line(("channels", name)),
            template_of(document, ("channels", name, "template"), spec.template),
        )
        for name, spec in specs.items()
    }

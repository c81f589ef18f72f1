"""The templates of config/alerts.yaml: the form of the messages of a channel, or of a rule on every channel."""

from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from wirewatch.config.yaml_file import YamlFile

if TYPE_CHECKING:
    from processors.alerts.template import Template

MEND = "write text with {{ title }}, {{ sentence }} and the like, {% if ... %} and {% for one in alerts %}"
"""Where the fault itself does not say what to write."""


class TemplateSpec(BaseModel):
    """What `template` says, where it is no plain text."""

    model_config = ConfigDict(extra="forbid")
    format: Literal["text", "markdown", "html"] = "text"
    title: str | None = Field(None, min_length=1)
    body: str = Field(min_length=1)


def template_of(
    yaml_file: YamlFile, place: tuple[Any, ...], spec: TemplateSpec | str | None
) -> "Template | None":
    """Give the template that stands at a place, tried out. Raises Mistake with the line within the template."""
    if spec is None:
        return None
    from processors.alerts.template import Template, TemplateError, check_template

    parts: dict[tuple[Any, ...], tuple[str, Any]] = {}
    if isinstance(spec, str):
        spec = TemplateSpec(body=spec)
        parts[place] = (spec.body, "text")
    else:
        parts[(*place, "body")] = (spec.body, spec.format)
        parts[(*place, "title")] = (spec.title or "", "text")
    for part, (source, form) in parts.items():
        try:
            check_template(source, form)
        except TemplateError as error:
            message = f"template: {error.message}"
            mend = "" if "; " in message else MEND
            raise yaml_file.mistake_in_text(part, error.line, message, mend) from None
    return Template(spec.body, spec.title or "", spec.format)

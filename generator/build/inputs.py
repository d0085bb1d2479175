"""The inputs of all files of a site, and the stage that takes the files."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.build.request import BuildRequest
from generator.cache.database import Cache
from generator.cache.stamps import Stamp
from generator.model.theme import Theme
from generator.plan.context import PlanContext
from generator.publish.output import Stage


class SiteInputs(Struct, frozen=True):
    """Everything that a build makes files from.

    `output_stamps` are the stamps of the files that the output has, by path. `pictures` is the folder with
    the cache of resized pictures.
    """

    request: BuildRequest
    cache: Cache
    ctx: PlanContext
    theme: Theme
    output_stamps: Mapping[str, Stamp]
    stage: Stage
    pictures: Path

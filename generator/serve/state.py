"""The state of a site that is being edited: what was read, what is shown, what is wrong."""

from msgspec import Struct
from msgspec.structs import replace

from generator.build.progress import Phase
from generator.build.request import BuildRequest
from generator.cache.database import Cache
from generator.cache.session import with_cache
from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.problems.messages import has_errors
from generator.problems.suppressions import unsuppressed
from generator.read.settings import read_settings
from generator.read.theme import read_theme
from generator.serve.live_content import LiveContent, read_again, read_content, suppressions
from generator.serve.live_site import LiveSite, edition_of
from generator.serve.watch import Changes


class State(Struct, frozen=True):
    """The content and the theme (None while they cannot be read), the last edition without an error, the
    problems that there are now and that nobody silences; those of the settings (`settings`) and of the theme
    (`outer`) also by themselves, silenced or not."""

    content: LiveContent | None
    theme: Theme | None
    live_site: LiveSite | None
    problems: tuple[Problem, ...]
    settings: tuple[Problem, ...] = ()
    outer: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether the edition is that of the content: nothing forbids publishing."""
        return not has_errors(self.problems)


def begin(request: BuildRequest, shown: LiveSite | None = None) -> State:
    """The state of a site of which nothing is known yet; meanwhile, this edition was shown.

    Raises OSError where the disk fails.
    """
    settings = read_settings(request.site)
    if settings.value is None:
        return State(None, None, shown, tuple(sorted(settings.problems)))
    found = settings.value
    request.watcher.begin(Phase.READ)

    def read(cache: Cache) -> LiveContent:
        return read_content(request, found, cache)

    content = with_cache(request.site, request.output, request.watcher.waiting, read)
    theme = read_theme(request.site, found.theme)
    request.watcher.begin(Phase.JOIN)
    return _joined(request, State(content, theme.value, shown, (), settings.problems, theme.problems))


def follow(request: BuildRequest, state: State, changes: Changes) -> State:
    """The state after these changes. Raises OSError where a file cannot be read at this moment."""
    if changes.settings or state.content is None:
        return begin(request, state.live_site)
    after = replace(state, content=read_again(state.content, changes.paths))
    if changes.theme:
        theme = read_theme(request.site, state.content.settings.theme)
        same = theme.value == state.theme
        after = replace(after, theme=state.theme if same else theme.value, outer=theme.problems)
    return _joined(request, after)


def _joined(request: BuildRequest, state: State) -> State:
    """The state with the edition that its content makes, unless an error forbids that."""
    content, theme, shown = state.content, state.theme, state.live_site
    around = (*state.settings, *state.outer)
    if content is None or theme is None:
        return replace(state, problems=tuple(sorted(around)))
    made = edition_of(content, theme, request.build_date, shown)
    found = sorted((*around, *made.problems)) if around else made.problems
    problems = unsuppressed(found, suppressions(content))
    live_site = None if has_errors(around) else made.value
    return replace(state, live_site=live_site or shown, problems=problems)

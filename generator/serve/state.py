"""The state of a site that is being edited: content, site in memory, and problems."""

from msgspec import Struct
from msgspec.structs import replace

from generator.build.load import checked_theme
from generator.build.progress import Phase
from generator.build.request import BuildRequest
from generator.cache.database import Cache
from generator.cache.session import with_cache
from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.problems.messages import has_errors
from generator.problems.suppressions import unsuppressed
from generator.read.appearance import appearance_files
from generator.read.settings import read_settings
from generator.serve.live_content import LiveContent, read_content, reread, suppressions
from generator.serve.live_site import LiveSite, make_live_site
from generator.serve.watch import Changes


class State(Struct, frozen=True):
    """State of the site.

    `content` and `theme` are None while they cannot be read. `live_site` is the last one without errors.
    `problems` are those not suppressed. `settings_problems` and `theme_problems` include suppressed ones.
    """

    content: LiveContent | None
    theme: Theme | None
    live_site: LiveSite | None
    problems: tuple[Problem, ...]
    settings_problems: tuple[Problem, ...] = ()
    theme_problems: tuple[Problem, ...] = ()

    @property
    def is_publishable(self) -> bool:
        """Whether the site in memory is up to date, because no problem prevents publishing."""
        return not has_errors(self.problems)


def initial_state(request: BuildRequest, shown: LiveSite | None = None) -> State:
    """Reads a site for the first time, or again after its settings changed.

    `shown` is shown until the new state has no errors. Raises OSError if the disk fails.
    """
    settings = read_settings(request.site)
    if settings.value is None:
        return State(None, None, shown, tuple(sorted(settings.problems)))
    found = settings.value
    request.watcher.begin(Phase.READ)

    def read(cache: Cache) -> LiveContent:
        return read_content(request, found, cache)

    content = with_cache(request.site, request.output, request.watcher.waiting, read)
    theme = checked_theme(request.site, found)
    request.watcher.begin(Phase.JOIN)
    return _joined(request, State(content, theme.value, shown, (), settings.problems, theme.problems))


def updated_state(request: BuildRequest, state: State, changes: Changes) -> State:
    """The state after these changes. Raises OSError if a file cannot be read at the moment."""
    if changes.settings or state.content is None:
        return initial_state(request, state.live_site)
    after = replace(state, content=reread(state.content, changes.paths))
    if changes.theme or not changes.paths.isdisjoint(appearance_files(state.content.settings.appearance)):
        theme = checked_theme(request.site, state.content.settings)
        same = theme.value == state.theme
        after = replace(after, theme=state.theme if same else theme.value, theme_problems=theme.problems)
    return _joined(request, after)


def _joined(request: BuildRequest, state: State) -> State:
    """The state with the site made from its content, unless there are errors."""
    content, theme, shown = state.content, state.theme, state.live_site
    around = (*state.settings_problems, *state.theme_problems)
    if content is None or theme is None:
        return replace(state, problems=tuple(sorted(around)))
    made = make_live_site(content, theme, request.build_date, shown)
    found = sorted((*around, *made.problems)) if around else made.problems
    problems = unsuppressed(found, suppressions(content))
    live_site = None if has_errors(around) else made.value
    return replace(state, live_site=live_site or shown, problems=problems)

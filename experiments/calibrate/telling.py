"""The studies of a calibration, one after the other: settings tried, what was fitted on fresh seeds, sites that differ, as many as fix how far they do."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.calibrate.fitting import fit
from experiments.calibrate.heterogeneity import MIDDLE, NEAR_END, TRIED, Heterogeneity, fit_heterogeneity
from experiments.calibrate.patterns import FITTED
from experiments.calibrate.printing import AS_FITTED, AS_SET, Found, write
from experiments.calibrate.sites import places
from experiments.command_line.request import Request
from experiments.command_line.settings import Profile
from experiments.engine import Study, design
from experiments.engine.configuration import changed
from experiments.heterogeneity import ADOPTED, characters, own
from experiments.passport import passport
from experiments.problems import BadRequest, Problem
from experiments.propositions.setting import QUICK
from experiments.running import flat_parameters, run_requested
from experiments.sweep.varied import read_vary
from sim.parameter import describe
from sim.parameters import Parameters

TASK = "experiments.calibrate.counterparts:fitted_to"
CONFIRMED = "experiments.calibrate.counterparts:all_told"
SITE = "experiments.calibrate.sites:site"
EXPLORATION = 600_000  # added to the seed: no other study draws from this block
FRESH, SITES, OTHER_SITES, SITES_AS_SET = (EXPLORATION // each for each in (2, 4, 8, 16))
SIZES = {Profile.QUICK: (16, 2, 6, 12), Profile.FULL: (64, 2, 12, 23)}


def tell_fit(request: Request) -> int:
    """Answer the request; 1 where a run failed."""
    n_points, replicates, confirm, n_sites = sizes_of(request)
    base = base_of(request)
    _, varied = read_vary([key for key in FITTED if key not in request.given])
    set_now = {key: base[key.split(".")[0]][key.split(".")[1]] for key in varied.ranges}
    if n_points < 2 * len(set_now) + 1:
        raise BadRequest(Problem("points", n_points, f"at least {2 * len(set_now) + 1} for {len(set_now)} parameters"))
    points = design("sobol", varied.ranges, n_points, request.settings.seed)
    tried = run_requested(request, _study(request, base, {}, points, replicates, 0), request.output / "tried", TASK)
    found = fit(tried.runs, points, varied.ranges, set_now)
    whole = {each.key for each in describe(Parameters) if each.kind is int}
    values = {key: round(value) if key in whole else float(f"{value:.3g}") for key, value in found.values.items()}
    arms = {AS_SET: {}, AS_FITTED: values}
    again = run_requested(request, _study(request, base, arms, [{}], confirm, FRESH), request.output / "confirmed", CONFIRMED)
    fitted, lost = fit_sites(request, base, values, n_sites, NEAR_END, OTHER_SITES, "sites_tried")
    at_set, also_lost = fit_sites(request, base, {}, n_sites, MIDDLE, SITES_AS_SET, "sites_tried_as_set")
    of_sites = study_of_sites(request, base, arms, n_sites, {AS_SET: ADOPTED, AS_FITTED: fitted.value})
    sites = run_requested(request, of_sites, request.output / "sites", SITE)
    failed = len(tried.failures) + len(again.failures) + lost + also_lost + len(sites.failures)
    write(request, again.runs, sites.runs, Found(found, fitted, at_set, values, set_now), failed)
    return 1 if failed else 0


def fit_sites(request: Request, base: dict, values: dict, count: int, asked: float, block: int, folder: str) -> tuple[Heterogeneity, int]:
    """Run sites that have these values, the same at each heterogeneity tried; fit it to a spread, and say how many runs failed."""
    tried = {f"heterogeneity {each:.3g}": each for each in TRIED}
    study = study_of_sites(request, base, dict.fromkeys(tried, values), count, tried, block)
    sites = run_requested(request, study, request.output / folder, SITE)
    found = fit_heterogeneity({each: sites.runs[sites.runs["arm"] == arm] for arm, each in tried.items()}, asked)
    return found._replace(value=float(f"{found.value:.3g}")), len(sites.failures)


def sizes_of(request: Request) -> tuple[int, ...]:
    """Settings tried, seeds at each, fresh seeds, and sites: what is asked, and else what the profile says."""
    asked = (request.options.points, request.options.replicates, request.options.confirm, request.options.sites)
    return tuple(given or usual for given, usual in zip(asked, SIZES[request.settings.profile], strict=True))


def base_of(request: Request) -> dict:
    """The request's parameters; a quick profile shortens runs unless the request says how long they are."""
    base = flat_parameters(request)
    return base if request.settings.profile == Profile.FULL else base | {key: value for key, value in QUICK.items() if key not in request.given}


def _study(request: Request, base: dict, arms: dict, points, replicates: int, block: int) -> Study:
    return Study(
        base, arms=arms or {AS_SET: {}}, points=points, replicates=replicates, seed=request.settings.seed + EXPLORATION + block,
        description=passport(request),
    )  # fmt: skip


def study_of_sites(
    request: Request, base: dict, arms: Mapping, count: int, heterogeneity: Mapping[str, float] | None = None, block: int = SITES
) -> Study:
    """Each site once in every arm, with a seed and a place of its own, and people of its own where an arm's sites are heterogeneous."""
    seed = request.settings.seed + EXPLORATION + block
    each_is = characters(count, seed, request.given)
    own_of = {
        arm: [own(changed(base, arms[arm]), one, how) for one in each_is] for arm, how in (heterogeneity or {}).items() if how > 0.0
    }  # fmt: skip
    return Study(base, arms=arms, draws=places(count, seed, request.given), in_draws=own_of, seed=seed, description=passport(request))

"""The `held` group: one parameter per arrow, free unless a value is given."""

from pydantic import create_model

from sim.arrow import Arrow
from sim.parameter import Group, parameter

MEANINGS = {
    "footing": (Arrow.COPRODUCTION, Arrow.COORDINATION, Arrow.LEADERSHIP),
    "weight of that store in footing (0 cuts it)": (
        Arrow.COPRODUCTION_PERSONAL, Arrow.COORDINATION_PERSONAL, Arrow.LEADERSHIP_PERSONAL,
        Arrow.COPRODUCTION_ROLE, Arrow.COORDINATION_ROLE, Arrow.LEADERSHIP_ROLE,
    ),
    "quality, wherever it does its job": (Arrow.SHARED_GOALS, Arrow.SHARED_KNOWLEDGE, Arrow.MUTUAL_RESPECT),
    "probability of becoming aware": (Arrow.FOOTING_AWARENESS,),
    "footing that becoming aware reads, and nothing else": (Arrow.AWARENESS_FOOTING,),
    "probability of acting on awareness (0 cuts it)": (Arrow.AWARENESS_ACT,),
    "share of the structure's episodes that take place (0 suspends it)": (
        Arrow.SELECTION_TRAINING, Arrow.PROTOCOLS, Arrow.MEETINGS, Arrow.JOB_DESIGN,
        Arrow.PERFORMANCE_MEASURES, Arrow.CONFLICT_RESOLUTION,
    ),
    "share of its uses that the direct path serves (0 cuts it)": (
        Arrow.MAP_ADDRESS, Arrow.MEETING_CONDUIT, Arrow.CURRICULUM, Arrow.SCRIPT, Arrow.SPANNER_CONDUIT,
        Arrow.REWARD_MOTIVE,
    ),
}

Held = create_model(
    "Held",
    __base__=Group,
    __doc__="Arrows of the theory held at a value after the warm-up; free where no value is given.",
    **{
        arrow.name.lower(): (
            float | None,
            parameter(
                None, f"{arrow.name.lower().replace('_', ' ')}, held: {meaning}", low=0, high=1,
                unit="value; unset is free", source="model C6",
            ),
        )
        for meaning, arrows in MEANINGS.items()
        for arrow in arrows
    },
)

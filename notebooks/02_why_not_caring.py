# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Why was it not caring?
#
# A rate counts failures; a story says what happened in one. The organisation is run with its episodes recorded, which
# changes nothing in it. From the command line: `python -m experiments experiment=story`.

# %%
import matplotlib.pyplot as plt
import pandas as pd

from sim import Organization, load_parameters

settings = {"years": 0.04, "years_warm_up": 0.5}
organization = Organization(load_parameters("relational_bureaucracy", "patient_care", changes=settings), seed=1, record="episodes")
organization.run()
closed = {number: history for number, history in organization.histories.items() if history.outcomes}
pd.DataFrame(history.outcomes for history in closed.values()).mean().round(2)

# %% [markdown]
# ## One story
#
# Somebody was told, and still the patient was not attended to: the first such situation in which at least four attempts were
# made at reaching one another. Each line of the story ends with the footing on which it happened: shared goals, shared
# knowledge, mutual respect of the one who turned to the other, then of the other.

# %%
number = next(
    number
    for number, history in closed.items()
    if not history.outcomes["caring"] and history.answered and len(history.encounters) >= 4
)
story = organization.story(number)
print(story)

# %% [markdown]
# The same as a table, of which every column can be counted.

# %%
events = pd.DataFrame(story.events)
events[["hour", "what", "one", "other", "result", "goals", "knowledge", "respect"]].round(2)

# %% [markdown]
# ## The same situation without meetings
#
# A twin world has the same people, needs and draws, and after the warm-up no meetings. What differs follows from that. One
# situation shows how it may differ, and nothing about how often.

# %%
without = Organization(
    load_parameters("relational_bureaucracy", "patient_care", changes={**settings, "held.meetings": 0.0}), seed=1, record="episodes"
)
without.run()
twin = next(other for other in without.histories.values() if other.identity == story.history.identity)
told = {"as it was": story} | ({"without meetings": without.story(twin.number)} if twin.outcomes else {})
pd.DataFrame({world: one.history.outcomes | {"hours": sum(one.budget.values())} for world, one in told.items()})

# %% [markdown]
# ## All stories
#
# For each failure the cause: the link that broke and was not mended in time; of several that were so jointly, the first.

# %%
causes = pd.DataFrame(
    {"outcome": outcome, "cause": links[0].cause.name.lower().replace("_", " "), "wanting": links[0].cause.quality}
    for number in closed
    for outcome, links in organization.story(number).causes.items()
    if links
)
shares = pd.crosstab(causes["cause"], causes["outcome"], normalize="columns")
shares = shares.loc[shares.mean(axis=1).sort_values().index].tail(12)

figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
shares.plot.barh(ax=left, width=0.8)
left.set(title="Causes of failures", xlabel="share of the failures of an outcome", ylabel="")
budget = pd.Series({wait.value: ticks for wait, ticks in story.budget.items()}).sort_values()
right.barh(budget.index, budget)
right.set(title=f"Where situation {number} was", xlabel="hours")
plt.show()

# %% [markdown]
# What was wanting, over all causes. Whether these are causes can be asked too: they are mended one by one in twin worlds, and it
# is counted how many failures are then repaired (`experiment=story ablations=40`).

# %%
causes.groupby("outcome")["wanting"].value_counts(normalize=True).unstack(0).round(2).fillna(0.0)

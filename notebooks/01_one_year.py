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
# # One year of one organisation
#
# A surgical unit in the form that Gittell and Douglass call relational bureaucracy: a quarter of a year to settle in, then a
# year that counts. This notebook only looks; every rule is in `sim/`. What one run shows is one run: comparisons need many
# (`python -m experiments`).

# %%
import matplotlib.pyplot as plt
import pandas as pd

from sim import Organization, load_parameters
from sim.state import Answered, EpisodeKind, Outcome

parameters = load_parameters("relational_bureaucracy", "patient_care", years=1, years_warm_up=0.25)
organization = Organization(parameters, seed=1, record=True)
organization.run()
days = organization.datacollector.get_model_vars_dataframe()
print(f"{organization.tick:,} hours, {len(days)} days, {organization.episodes().size:,} episodes")

# %% [markdown]
# ## Who is there
#
# An organisation is a Mesa model and its people are agents, kept by class. Attributes are always those of the present hour.

# %%
people = {kind.__name__: list(agents) for kind, agents in organization.agents_by_type.items()}
workers = pd.DataFrame(
    {
        "role": worker.role,
        "tenure": worker.tenure,
        "skill": worker.skill,
        "competence": worker.competence,
        "people known": len(worker.personal_ties),
    }
    for worker in people["Worker"]
)
print({kind: len(agents) for kind, agents in people.items()})
workers.groupby("role").mean().round(2)

# %% [markdown]
# ## What a role tie is
#
# A nurse has a tie with the *role* of each colleague. Whoever holds that role next is met on it.

# %%
nurse = next(worker for worker in people["Worker"] if worker.role == "nurse")
qualities = ["shared_goals", "shared_knowledge", "mutual_respect", "experience"]
pd.DataFrame({role: {name: float(tie[name]) for name in qualities} for role, tie in nurse.role_ties.items()}).round(2)

# %% [markdown]
# ## One customer
#
# The patient who has been here longest: their team, what is particular about them at present, and which of their team
# know it. A personal tie is held with one person and ends when either leaves.

# %%
patient = min(people["Customer"], key=lambda customer: customer.record.hired)
identity = int(patient.record.identity)
print(f"here for {organization.tick - int(patient.record.hired)} hours; particular {patient.particular}, version {patient.record.version}")

rows = []
for role, worker in patient.team.items():
    if worker is None:
        rows.append({"role": role, "who": "vacant"})
        continue
    seen = [tie for tie in worker.personal_ties if tie.whom == patient.row]
    felt = [tie for tie in patient.personal_ties if tie.whom == worker.row]
    rows.append(
        {
            "role": role,
            "who": f"place {worker.row}",
            "knows the particular": bool(seen) and int(seen[0].seen_version) == int(patient.record.version),
            "worker's experience with the patient": round(float(seen[0].experience), 1) if seen else 0.0,
            "patient's experience with the worker": round(float(felt[0].experience), 1) if felt else 0.0,
        }
    )
pd.DataFrame(rows)

# %% [markdown]
# Every episode about the patient's situations since they came, as the run recorded it. A situation's name begins with its
# subject's place, which is how the episodes are found.

# %%
episodes = pd.DataFrame.from_records(organization.episodes())
slot = int(patient.record.slot)
theirs = episodes[(episodes["about"] >= 0) & (episodes["about"].to_numpy() >> 28 == slot)]
theirs = theirs[theirs["tick"] >= int(patient.record.hired)]
story = pd.DataFrame(
    {
        "hour of the stay": theirs["tick"] - int(patient.record.hired),
        "situation": theirs["about"].rank(method="dense").astype(int),
        "what": [EpisodeKind(kind).name.lower().replace("_", " ") for kind in theirs["kind"]],
        "by": [organization.role_names[organization.world.person[row].role] for row in theirs["initiator"]],
        "with": [organization.role_names[organization.world.person[row].role] if row >= 0 else "" for row in theirs["receiver"]],
        "heard": theirs["heard"] == 1,
        "understood": theirs["accurate"] == 1,
        "reversed": theirs["reversed"] == 1,
    }
)
story.reset_index(drop=True)

# %% [markdown]
# What is open about them now, part by part: who is aware, who has acted, and how.

# %%
world = organization.world
parts = []
for row in world.opened[: world.clock[0].n_open]:
    situation = world.situation[row]
    if situation.subject == patient.row and situation.outcome == Outcome.OPEN:
        for part in world.part[row, : situation.n_positions]:
            parts.append(
                {
                    "novel": bool(situation.novel),
                    "holder": organization.role_names[world.person[part.holder].role],
                    "coupled": bool(part.coupled),
                    "aware": bool(part.aware),
                    "accurately": bool(part.accurate),
                    "acted": Answered(int(part.answered)).name.lower(),
                }
            )
pd.DataFrame(parts)

# %% [markdown]
# ## The year in four plots

# %%
figure, panels = plt.subplots(2, 2, figsize=(10, 6.5), layout="constrained")
warm_up = parameters.years_warm_up * parameters.scenario.days_per_year
month = days[["arisen", "answered", "abandoned", "timely", "knowledgeable", "caring", "judged", "understood"]].diff(20)

panel = panels[0, 0]
for name, marker in (("role", "o"), ("personal", "s")):
    panel.plot(days["day"], days[f"{name}_quality"] / 1e6, marker=marker, markevery=40, label=f"{name} ties")
panel.set(title="Quality of workers' ties", xlabel="day", ylabel="mean of three qualities", ylim=(0, 1))
panel.legend()

panel = panels[0, 1]
closed = month["answered"] + month["abandoned"]
for name, marker in (("timely", "o"), ("knowledgeable", "s"), ("caring", "^")):
    panel.plot(days["day"], month[name] / closed, marker=marker, markevery=40, label=name)
panel.plot(days["day"], month["understood"] / month["judged"] / 1e6, "k--", label="attentive to the situation")
panel.set(title="Responses and attentiveness, last 20 days", xlabel="day", ylabel="share of situations", ylim=(0, 1))
panel.legend(fontsize=8)

panel = panels[1, 0]
panel.plot(days["day"], days["open"], label="open situations")
panel.plot(days["day"], days["waiting"], label="cases waiting in the line")
panel.plot(days["day"], days["present"], "k--", label="people at work")
panel.set(title="At the end of each day", xlabel="day", ylabel="number", ylim=(0, None))
panel.legend(fontsize=8)

panel = panels[1, 1]
rates = organization.rates()
spent = pd.Series({name.partition(".")[2]: share for name, share in rates.items() if name.startswith("minutes.")})
spent = spent.drop(["routine", "idle"]).sort_values()
panel.barh([name.replace("_", " ") for name in spent.index], spent)
panel.set(title="Paid time beside routine work and idle time", xlabel="share of paid minutes")

for panel in panels.flat[:3]:
    panel.axvline(warm_up, color="0.6", lw=1)
plt.show()

# %% [markdown]
# The grey line ends the time in which everybody gets to know each other; from there on people leave. Ask next what would be so
# without meetings: `load_parameters("relational_bureaucracy", changes={"held.meetings": 0})`.

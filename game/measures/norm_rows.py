"""The rows that `norm_for` looks through: published values, each as far as it was seen in its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from game.measures.norm import Meaning, Norm, Sex

_AAOS = "AAOS, as printed in AccessPhysiotherapy table A.1"
_BOONE = "Boone and Azen 1979, as printed in AccessPhysiotherapy table A.1"
_WALKER = "Walker et al. 1984, as printed in AccessPhysiotherapy table A.1"
_RECALLED = "AAOS 1965 and Greene and Heckman 1994"
_SOUCIE = "Soucie et al. 2011, table of the CDC"
_STANDS = "Bohannon 2006, Percept Mot Skills 103:215"
_UP_AND_GO = "Bohannon 2006, J Geriatr Phys Ther 29:64"
_DUNCAN = "Duncan et al. 1990, J Gerontol 45:M192"
_WOODS = "Woods et al. 2015, Front Hum Neurosci 9:131"
_RINDERKNECHT = "Rinderknecht et al. 2016, PMC4925678"
_PAIN = "doi 10.1055/a-1304-3677"
_ADULTS = "adults"


def _degrees(values: Mapping[str, float], like: Norm) -> Iterator[Norm]:
    """One row for each movement, all of one table."""
    for movement, value_deg in values.items():
        yield replace(like, of=movement, value=value_deg)


def _table(population: str, source: str) -> Norm:
    """The form of a row of ranges of motion that was seen in its source."""
    return Norm("", 0.0, "deg", population, source, "source")


def _ranges() -> Iterator[Norm]:
    """Ranges of motion that were seen."""
    arm = {
        "shoulder_flexion": 180.0,
        "shoulder_extension": 60.0,
        "shoulder_abduction": 180.0,
        "shoulder_internal_rotation": 70.0,
        "shoulder_external_rotation": 90.0,
        "elbow_flexion": 150.0,
        "elbow_extension": 0.0,
        "forearm_pronation": 80.0,
        "forearm_supination": 80.0,
        "forearm_rotation": 80.0,
        "wrist_flexion": 80.0,
        "wrist_extension": 70.0,
        "wrist_radial_deviation": 20.0,
        "wrist_ulnar_deviation": 30.0,
    }
    for row in _degrees(arm, _table(_ADULTS, _AAOS)):
        turned = row.of in ("shoulder_internal_rotation", "shoulder_external_rotation")
        yield replace(row, method="arm out to the side") if turned else row
    # That both let people move by themselves, and the ages of the men, are remembered; they only narrow the rows.
    men = (167.0, 62.0, 184.0, 69.0, 104.0, 143.0, 76.0, 82.0, 76.0, 75.0, 22.0, 36.0)
    measured = [name for name in arm if name not in ("elbow_extension", "forearm_rotation")]
    boone = replace(_table("109 men and boys, mean", _BOONE), active=True, sex="male", ages=(1, 54))
    yield from _degrees(dict(zip(measured, men, strict=True)), boone)
    older = (165.0, 44.0, 165.0, 62.0, 81.0, 143.0, 71.0, 74.0, 64.0, 63.0)
    walker = replace(_table("people of 65 to 85 years, mean", _WALKER), active=True, ages=(65, 85))
    yield from _degrees(dict(zip(measured[:10], older, strict=True)), walker)


def _recalled() -> Iterator[Norm]:
    """Ranges of motion that nobody has seen in their source yet."""
    values = {
        "hip_flexion": 120.0,
        "hip_extension": 30.0,
        "hip_abduction": 45.0,
        "hip_adduction": 30.0,
        "hip_internal_rotation": 45.0,
        "hip_external_rotation": 45.0,
        "knee_flexion": 135.0,
        "knee_extension": 0.0,
        "ankle_dorsiflexion": 20.0,
        "ankle_plantarflexion": 50.0,
        "ankle_inversion": 35.0,
        "ankle_eversion": 15.0,
        "neck_flexion": 45.0,
        "neck_extension": 45.0,
        "neck_lateral": 45.0,
        "neck_rotation": 60.0,
        "trunk_flexion": 80.0,
        "trunk_extension": 25.0,
        "trunk_lateral": 35.0,
        "trunk_rotation": 45.0,
    }
    yield from _degrees(values, replace(_table(_ADULTS, _RECALLED), status="memory"))
    names = (
        "hip_extension",
        "hip_flexion",
        "knee_flexion",
        "knee_extension",
        "ankle_dorsiflexion",
        "ankle_plantarflexion",
        "shoulder_flexion",
        "elbow_flexion",
        "elbow_extension",
        "forearm_pronation",
        "forearm_supination",
    )
    passive: dict[tuple[Sex, tuple[int, int]], tuple[float, ...]] = {
        ("female", (20, 44)): (18.1, 133.8, 141.9, 1.6, 13.8, 62.1, 172.0, 150.0, 4.7, 82.0, 90.6),
        ("male", (20, 44)): (17.4, 130.4, 137.7, 1.0, 12.7, 54.6, 168.8, 144.6, 0.8, 76.9, 85.0),
        ("female", (45, 69)): (16.7, 130.8, 137.8, 1.2, 11.6, 56.5, 168.1, 148.3, 3.6, 80.8, 87.2),
        ("male", (45, 69)): (13.5, 127.2, 132.9, 0.5, 11.9, 49.4, 164.0, 143.5, -0.7, 77.7, 82.4),
    }
    soucie = replace(_table("people without complaints, mean", _SOUCIE), status="memory", active=False)
    for (sex, ages), row in passive.items():
        yield from _degrees(dict(zip(names, row, strict=True)), replace(soucie, sex=sex, ages=ages))


def _errors() -> Iterator[Norm]:
    """How far measurements of a range of motion agree; of a range, the value is its far end."""
    change: Meaning = "detectable_change"
    people = "shoulders measured by two raters"
    kolber = Norm("", 0.0, "deg", people, "Kolber 2011, Physiother Theory Pract 27:176 (90 %)", "source", change)
    raters = {
        "shoulder_flexion": 8.0,
        "shoulder_abduction": 4.0,
        "shoulder_internal_rotation": 8.0,
        "shoulder_external_rotation": 9.0,
    }
    yield from _degrees(raters, replace(kolber, method="inclinometer"))
    knees = "knee extension on two days, 95 %"
    yield Norm("knee_extension", 5.4, "deg", knees, "doi 10.1055/a-2321-0516", "source", change, 2.6, 5.4)
    replaced = Norm("", 0.0, "deg", "knees after a replacement (90 %)", "Stratford 2010", "memory", change)
    yield from _degrees({"knee_flexion": 9.6, "knee_extension": 6.3}, replace(replaced, condition="knee_replacement"))
    shoulders = "painful shoulders, by eye, goniometer or photograph"
    yield Norm(
        "shoulder_flexion",
        25.0,
        "deg",
        shoulders,
        "Hayes 2001, Aust J Physiother 47:289",
        "source",
        "error",
        11.0,
        25.0,
    )


def _stands() -> Iterator[Norm]:
    test = "five_times_sit_to_stand"
    slower: Meaning = "slower_than_usual_above"
    for first, value_s in ((60, 11.4), (70, 12.6), (80, 14.8)):
        ages = (first, first + 9)
        yield Norm(test, value_s, "s", "older people", _STANDS, "source", slower, ages=ages)
    yield Norm(test, 15.0, "s", "older people", "Buatois 2008, JAGS 56:1575", "secondary", "risk", ages=(65, 120))
    parkinson = "Petersen 2017, J Geriatr Phys Ther 40:223"
    yield Norm(
        test, 10.0, "s", "Parkinson's disease, 95 %", parkinson, "source", "detectable_change", condition="parkinson"
    )
    women = "older women, 95 %"
    goldberg = "Goldberg 2012, Aging Clin Exp Res 24:339"
    yield Norm(test, 2.5, "s", women, goldberg, "memory", "detectable_change", sex="female", ages=(60, 120))
    stroke = "people after a stroke who walk a little outdoors"
    agustin = "Agustin 2021, IJERPH 18:2314"
    yield Norm(test, 3.0, "s", stroke, agustin, "source", "noticed_change", condition="stroke")
    yield Norm(
        test, 2.3, "s", "vestibular disorders", "Meretta 2006", "secondary", "noticed_change", condition="vestibular"
    )


def _up_and_go() -> Iterator[Norm]:
    test = "timed_up_and_go"
    for ages, value_s, low, high in (
        ((60, 69), 8.1, 7.1, 9.0),
        ((70, 79), 9.2, 8.2, 10.2),
        ((80, 99), 11.3, 10.0, 12.7),
    ):
        yield Norm(test, value_s, "s", "older people, mean", _UP_AND_GO, "source", low=low, high=high, ages=ages)
    nocera = "Nocera 2013, PMC4144326"
    yield Norm(test, 11.5, "s", "Parkinson's disease", nocera, "source", "risk", condition="parkinson")
    yield Norm(test, 12.0, "s", "older people", "CDC STEADI", "memory", "risk", ages=(65, 120))
    yield Norm(test, 13.5, "s", "older people at home", "Shumway-Cook 2000", "memory", "risk", ages=(65, 120))
    for condition, value_s in (("parkinson", 3.5), ("stroke", 2.9), ("alzheimer", 4.09)):
        unknown = "not known"
        yield Norm(test, value_s, "s", condition, unknown, "memory", "detectable_change", condition=condition)


def _others() -> Iterator[Norm]:
    reach: dict[Sex, tuple[float, float, float]] = {"male": (42.5, 38.0, 33.4), "female": (37.2, 35.1, 26.6)}
    for sex, values in reach.items():
        for ages, value_cm in zip(((20, 40), (41, 69), (70, 87)), values, strict=True):
            yield Norm("functional_reach", value_cm, "cm", "adults, mean", _DUNCAN, "memory", sex=sex, ages=ages)
    yield Norm("functional_reach", 15.2, "cm", "below it", "PMC10904222", "source", "risk", ages=(65, 120))
    yield Norm("pain_nrs", 1.77, "points", "back pain, n = 1232", _PAIN, "source", "detectable_change")
    salaffi = "Salaffi 2004, Eur J Pain 8:283"
    yield Norm("pain_nrs", 1.0, "points", "muscles and joints, slightly better", salaffi, "source", "noticed_change")
    yield Norm(
        "reaction_time", 0.231, "s", "adults, to a light, mean", _WOODS, "source", ages=(18, 65), method="button"
    )
    for name, value_deg in (("AE", 5.87), ("CE", 0.87), ("VE", 4.59), ("E", 6.83)):
        people = f"32 people without complaints, {name} at the wrist"
        yield Norm(f"joint_position_error_{name}", value_deg, "deg", people, _RINDERKNECHT, "source", method="robot")
    nashner = "after Nashner, as an encyclopedia quotes it"
    for direction, value_deg in (("ap", 12.5), ("ml", 16.0)):
        name = f"limits_of_stability_{direction}"
        yield Norm(name, value_deg, "deg", "adults, in theory", nashner, "secondary", posture="standing")
    kapoula = "Lê and Kapoula 2008, Gait Posture 27:493"
    for distance_cm, quotient in ((40, 2.0), (200, 1.0)):
        seen = f"force plate, looking at {distance_cm} cm"
        yield Norm("romberg", quotient, "1", "adults, about", kapoula, "source", posture="standing", method=seen)


NORMS: tuple[Norm, ...] = (*_ranges(), *_recalled(), *_errors(), *_stands(), *_up_and_go(), *_others())

"""What checks about opioids share: who lives with opioid use disorder, and which medicines treat it."""

from collections.abc import Iterator

from goldthread.checks.subject import Subject
from goldthread.plan import MedicineItem, WithdrawalCare
from goldthread.record import Diagnosis

# The modalities of the catalogue that are medicine for opioid use disorder; any of them is the client's choice with a
# prescriber (source: samhsa-tip63-2021).
MEDICINES = frozenset({"buprenorphine", "methadone", "naltrexone"})
_CLASS = "opioid-agonist-treatment"
# How a text names opioids.
OPIOIDS = ("opioid", "opiate", "heroin", "fentanyl", "oxycodone", "hydrocodone", "morphine", "methadone", "tramadol")
_HELD = frozenset({"active", "provisional"})


def opioid_use_disorder(subject: Subject) -> Iterator[Diagnosis]:
    """The diagnoses of opioid use disorder that hold on the day: ICD-10-CM F11 without remission (F11.11, F11.21), or
    the label where no code stands beside it."""
    for fact in subject.chart.current(Diagnosis):
        if fact.status not in _HELD:
            continue
        codes = [code.code for code in fact.codes if code.system == "icd-10-cm"]
        coded = any(code.startswith("F11") and not code.startswith(("F11.11", "F11.21", "F11.9")) for code in codes)
        if coded or (not codes and "opioid use disorder" in fact.label.lower()):
            yield fact


def is_treatment(medicine: str, subject: Subject) -> bool:
    """Whether a medicine of that name treats opioid use disorder."""
    name = medicine.lower()
    return any(each in name for each in MEDICINES) or _CLASS in subject.reading.classes_of(medicine)


def agonist_or_antagonist(subject: Subject) -> Iterator[MedicineItem]:
    """The medicines of the plan that treat opioid use disorder, whatever was decided about them."""
    for item in subject.plan.medicines:
        if item.need == "opioid-medication" or item.from_option in MEDICINES or is_treatment(item.medicine, subject):
            yield item


def is_opioid(care: WithdrawalCare) -> bool:
    """Whether the withdrawal care is about opioids."""
    return care.need == "opioid-withdrawal" or any(name in care.substance.lower() for name in OPIOIDS)

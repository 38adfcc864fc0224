"""At which printed name the mark of a signature stands."""


def marks_by_signatory(signatories, signatures) -> list[list]:
    """Whose signature stands at which place: by surname, and where that tells nothing at the first one."""
    marks = [[] for _each in signatories]
    for signature in signatures if signatories else ():
        owner = signature.owner.casefold().replace("ё", "е")
        names = [(block["name"] or "").casefold().replace("ё", "е") for block in signatories]
        own = next((at for at, name in enumerate(names) if _surname(name) and _surname(name) in owner.split()), 0)
        marks[own].append(signature)
    return marks


def _surname(name):
    return name.split(".")[-1].strip().split(" ")[-1]

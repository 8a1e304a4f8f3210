"""A made-up edition of letters that editors marked, for what the annotator learns: no sentence of anyone's."""

from __future__ import annotations

import random

from .conftest import TEI

REGISTER = f"""<TEI {TEI}><standOff><listPerson>
<person xml:id="dorn"><persName><surname>Dorn</surname> <forename>Ida</forename></persName></person>
<person xml:id="quast"><persName><surname>Quast</surname> <forename>Emil</forename></persName></person>
<person xml:id="quast-anna"><persName><surname>Quast</surname> <forename>Anna</forename></persName></person>
<person xml:id="kelp"><persName><surname>Abend</surname> <forename>Theo</forename></persName></person>
</listPerson><listPlace><place xml:id="ulm"><placeName>Ulm</placeName></place>
<place xml:id="gera"><placeName>Gera</placeName></place></listPlace></standOff></TEI>"""

_SENTENCES = (
    "<p>Gestern sah ich {dorn} in {ulm} und auch {quast} war da</p>",
    "<p>Am Abend kam {quast} mit einem Gruss von {dorn}</p>",
    "<p>Ich fahre bald nach {ulm} und von dort nach {gera}</p>",
    "<p>Der Abend in {gera} war lang und still</p>",
    "<p>Wenn {zander} kommt so gehen wir nach {ulm}</p>",
    "<p>Mit {zander} war ich in {gera} bei {dorn}</p>",
)
_FORMS = {
    "dorn": ("Ida Dorn", "Dorn", "Ida"),
    "quast": ("Emil Quast", "Quast"),
    "quast-anna": ("Quast", "Anna"),
    "ulm": ("Ulm",),
    "gera": ("Gera",),
    "zander": ("Zander", "Otto Zander"),
}


def letter(number: int, *, marked: bool = True) -> bytes:
    """A letter; those of even number go to Emil Quast's house, where `Quast` is he, the others to Anna Quast's."""
    rnd = random.Random(number)
    partner = "quast" if number % 2 == 0 else "quast-anna"

    def mention(key: str) -> str:
        form = rnd.choice(_FORMS[key])
        element = "placeName" if key in ("ulm", "gera") else "persName"
        ref = "" if key == "zander" else f' ref="#{key}"'
        return f"<{element}{ref}>{form}</{element}>" if marked else form

    body = "".join(
        sentence.format(
            dorn=mention("dorn"),
            quast=mention(partner),
            ulm=mention("ulm"),
            gera=mention("gera"),
            zander=mention("zander"),
        )
        for sentence in rnd.sample(_SENTENCES, 4)
    )
    header = (
        "<teiHeader><fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><p/></publicationStmt>"
        "<sourceDesc><p/></sourceDesc></fileDesc><profileDesc><correspDesc><correspAction type='received'>"
        f"<persName ref='#{partner}'/><date when='19{10 + number % 9}'/></correspAction></correspDesc></profileDesc>"
        "</teiHeader>"
    )
    return f'<TEI {TEI} xml:id="l{number}" xml:lang="xx">{header}<text><body>{body}</body></text></TEI>'.encode()

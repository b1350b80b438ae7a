"""Made-up people with Polish names, and logins derived from them."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from kuke_tui.sample.draw import Draw

_WOMEN = """
Agata Agnieszka Aleksandra Anna Barbara Beata Bożena Dorota Elżbieta Ewa Grażyna Halina
Iwona Jadwiga Joanna Józefa Justyna Kamila Katarzyna Kinga Łucja Magdalena Małgorzata Maria
Marta Michalina Monika Natalia Patrycja Renata Róża Stanisława Sylwia Świętosława Teresa
Urszula Weronika Zofia Żaneta
"""
_MEN = """
Adam Andrzej Bartłomiej Bogusław Damian Dariusz Dominik Grzegorz Hubert Ireneusz Jacek Jakub
Jan Jarosław Jerzy Józef Kamil Krzysztof Łukasz Maciej Marcin Mateusz Michał Mieczysław
Mirosław Paweł Piotr Przemysław Rafał Ryszard Sławomir Stanisław Szymon Tadeusz Tomasz
Waldemar Wiesław Witold Zbigniew
"""
_SURNAMES = """
Adamczyk Bąk Bednarz Bielecki Błaszczyk Borkowski Brzęczyszczykiewicz Chmiel Ciesielski
Cieślak Czarnecki Dąbrowski Dobrzański Domański Dudek Duda Dziedzic Fijałkowski Filipiak
Gajda Gajewski Głowacki Gołębiewski Górski Grzelak Jabłoński Jankowski Jasiński Jaworski
Jędrzejczyk Kaczmarek Kalinowski Kania Kasprzak Kępa Klimek Kołodziej Konieczny Kopeć
Kościelniak Kowalczyk Kowalik Kozłowski Krajewski Król Krupa Kubiak Kurek Kwiatkowski
Lewandowski Lis Łącki Łęcki Łuczak Łukasik Maciąg Madej Majchrzak Malinowski Marciniak Mazur
Michalski Mikołajczyk Mróz Nawrocki Niewiadomski Nowakowski Olszewski Ostrowski Ożóg Pająk
Pawlak Pawłowski Piątek Piekarski Pietrzyk Pług Polański Przybył Rogowski Różański Ruciński
Rutkowski Rybak Sikora Skowroński Słowik Sobczak Sokołowski Sosnowski Staszewski Stępień
Strzelecki Szczepaniak Szewczyk Szymański Ślązak Śliwa Świątek Tomczyk Urbaniak Walczak
Wasilewski Wąsik Wesołowski Wieczorek Wierzbicki Wilk Wiśniewski Włodarczyk Wójtowicz Wrona
Wróbel Wróblewski Zając Zakrzewski Zalewski Zawadzki Zieliński Ziółkowski Żak Żmijewski
Żurawski
"""
_WITHOUT_MARKS = str.maketrans("ąćęłńóśźż", "acelnoszz")


class Person(NamedTuple):
    """Someone made up; the login is unique among all that :func:`people` yields."""

    name: str
    login: str


def people(draw: Draw) -> Iterator[Person]:
    """Yield people without end: ``Zofia Łęcka``, ``zlecka``, the next of that login ``zlecka2``."""
    women, men, surnames = _WOMEN.split(), _MEN.split(), _SURNAMES.split()
    taken: Counter[str] = Counter()
    while True:
        woman = draw.below(2) == 0
        first = draw.pick(women if woman else men)
        surname = draw.pick(surnames)
        login = (first[0] + surname).lower().translate(_WITHOUT_MARKS)
        taken[login] += 1
        number = str(taken[login]) if taken[login] > 1 else ""
        yield Person(f"{first} {_of_woman(surname) if woman else surname}", login + number)


def _of_woman(surname: str) -> str:
    return f"{surname[:-1]}a" if surname.endswith(("ski", "cki", "ny")) else surname

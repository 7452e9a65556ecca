"""Links that the dashboard makes open exactly their file."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.candidate_files import PRINTABLE
from app.services.names import folder_name
from opener.link import EXTENSIONS, check_path, parse_link
from opener.program import open_link
from opener_lab import JOB, Lab

NAMES = (
    "cube.stl",
    "CUBE.STL",
    "part.obj",
    "plate.3mf",
    "plate.form",
    "plate_0.4n_0.2mm_PETG_MK4S_1h20m.gcode",
    "plate.bgcode",
    "plate.sl1",
    "plate.sl1s",
    "plate.ufp",
    "top & bottom (2).gcode",
    "Castell's part #3, final!.3mf",
    "a+b=c;d@e.stl",
    "[v2] {draft} ~ok~.stl",
    "Zoë naïve \N{EN DASH} straße.stl",
    "Zoe\u0308 decomposed.stl",
    "ケース.stl",
    "корпус.gcode",
    "का \u01c5.stl",
    "Castell\N{RIGHT SINGLE QUOTATION MARK}s.stl",
    "X-axis.stl",
    "20°\N{MULTIPLICATION SIGN}30 mm².stl",
    "archive.tar.stl",
    "a-b_c.d e.stl",
    "console.stl",
    "comet.stl",
    "com10.stl",
    "nullify.stl",
    "x" * 196 + ".stl",
)


@pytest.mark.parametrize("name", NAMES)
def test_link_of_the_dashboard_opens_its_file(lab: Lab, name: str) -> None:
    file = lab.add(f"{JOB}/{name}")
    assert open_link(f"threedprint://open?path={quote(f'{JOB}/{name}', safe='')}", lab.house) == 0
    assert lab.launched() == ["Recorder", str(file)]


@pytest.mark.parametrize(
    "link",
    [
        f"threedprint://open?path={JOB}/cube.stl",
        f"threedprint://open/?path={JOB}/cube.stl",
        f"THREEDPRINT://Open?path={JOB}/cube.stl",
        f"3dprint://open?path={JOB}/cube.stl",
        f"3DPRINT://open/?path={JOB.replace('/', '%2f')}/cube.stl",
        f"threedprint://open?path={''.join(f'%{byte:02x}' for byte in f'{JOB}/cube.stl'.encode())}",
    ],
)
def test_every_way_to_write_a_good_link(lab: Lab, link: str) -> None:
    assert parse_link(link) == f"{JOB}/cube.stl"
    assert open_link(link, lab.house) == 0
    assert lab.launched() == ["Recorder", str(lab.root / JOB / "cube.stl")]
    assert [line[1:3] for line in lab.log()] == [["opened", "Recorder"]]


def test_deepest_and_longest_paths() -> None:
    assert check_path("a/" * 7 + "b.stl").count("/") == 7
    longest = "/".join(["x" * 98] * 4)
    assert len(check_path(longest + "x.stl")) == 400
    assert check_path("BoX/a.stl")
    with pytest.raises(ValueError, match="path_not_allowed"):
        check_path(longest + "xx.stl")


def test_parts_and_links_of_the_greatest_length() -> None:
    assert check_path("x" * 196 + ".stl")
    with pytest.raises(ValueError, match="path_not_allowed"):
        check_path("x" * 197 + ".stl")
    link = f"threedprint://open?path={quote('カ' * 110)}/{quote('カ' * 109)}.stl"
    assert len(link) == 2000
    assert parse_link(link).endswith("カ.stl")
    with pytest.raises(ValueError, match="link_too_long"):
        parse_link(link.replace(".stl", "a.stl"))


def test_every_file_that_the_server_offers_may_be_opened() -> None:
    assert {kind.removeprefix(".") for kind in PRINTABLE} <= set(EXTENSIONS)


@given(st.text(max_size=40), st.sampled_from(["Filament", "Resin"]), st.text(max_size=20), st.integers(1, 10**6))
def test_every_folder_that_the_server_names_may_be_opened(name: str, method: str, color: str, number: int) -> None:
    folder = folder_name(name, method, color, number)
    path = f"ReadyToPrint/{folder}/{folder}.stl"
    assert parse_link(f"threedprint://open?path={quote(path, safe='')}") == path
